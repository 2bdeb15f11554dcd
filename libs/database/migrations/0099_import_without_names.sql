-- Names of files and sheets, and titles of columns, are the words of whoever made a file, and may name people: what is
-- kept of an import longer than its files says « fichier 1, feuille 2 », and of columns the titles of the profile or
-- their place. Of imports from before, columns are not told any more: which ones the profile knew is not kept.

-- Up Migration

-- An import that was cut short is known by what it reads: the column held a digest of the names as well.
ALTER TABLE import.imports DROP COLUMN fingerprint;

UPDATE import.imports
   SET files = (SELECT coalesce(jsonb_agg(file - 'name' ORDER BY n), '[]')
                  FROM jsonb_array_elements(files) WITH ORDINALITY each (file, n)),
       summary = summary || jsonb_build_object('files', (
         SELECT coalesce(jsonb_agg(file || jsonb_build_object('name', 'fichier ' || n) ORDER BY n), '[]')
           FROM jsonb_array_elements(summary->'files') WITH ORDINALITY each (file, n)));

WITH named AS (DELETE FROM import.anomalies RETURNING *)
INSERT INTO import.anomalies (import, file, line, record, code, "column", disposition)
  SELECT import, 'fichier ' || dense_rank() OVER (PARTITION BY import ORDER BY file), line, record, code, '', disposition
    FROM named
  ON CONFLICT DO NOTHING;

UPDATE import.deposits ended
   SET preview = NULL, failure = NULL,
       result = result || jsonb_build_object('examples', '[]'::jsonb, 'files', '[]'::jsonb, 'moreExamples',
         coalesce((result->>'moreExamples')::integer, 0) + jsonb_array_length(coalesce(result->'examples', '[]')))
 WHERE NOT EXISTS (SELECT FROM import.deposit_keys own WHERE own.deposit = ended.id);

-- Down Migration
ALTER TABLE import.imports ADD COLUMN fingerprint text COLLATE "C" NOT NULL DEFAULT '';
