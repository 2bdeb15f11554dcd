-- Names of files and sheets, and titles of columns, are the words of whoever made a file, and may name people: what is
-- kept of an import longer than its files says « fichier 1, feuille 2 », and of columns the titles of the profile or
-- their place. Of imports from before, columns are not told any more: which ones the profile knew is not kept.

-- Up Migration

-- An import that was cut short is known by what it reads: the column held a digest of the names as well.
ALTER TABLE import.imports DROP COLUMN fingerprint;

-- Takes the names out of what is kept of imports from before, whose files are still named; of others, nothing. Files are
-- numbered in the order in which they were read, which is that of the summary. Of several anomalies of one line that only
-- their columns told apart, the first is told of the whole row, the others of « autre colonne 2 » and so on: none is lost.
-- Called again by the restore of a backup from before.
CREATE FUNCTION import.forget_names() RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  named integer[] := ARRAY(SELECT number FROM import.imports WHERE files @? '$[*].name');
BEGIN
  -- A table is a file, « file.csv », or a sheet of one, « file.xlsx › sheet ».
  CREATE TEMPORARY TABLE places AS
    SELECT number, name, n, first, 'fichier ' || dense_rank() OVER (PARTITION BY number ORDER BY first) || CASE
             WHEN count(*) OVER (PARTITION BY number, first) = 1 THEN ''
             ELSE ' › feuille ' || row_number() OVER (PARTITION BY number, first ORDER BY n) END AS label
      FROM (SELECT number, name, n, file, min(n) OVER (PARTITION BY number, file) AS first
              FROM (SELECT own.number, told->>'name' AS name, n,
                           coalesce((SELECT max(file->>'name') FROM jsonb_array_elements(own.files) file
                                      WHERE starts_with((told->>'name') || ' › ', (file->>'name') || ' › ')),
                                    told->>'name') AS file
                      FROM import.imports own, jsonb_array_elements(own.summary->'files') WITH ORDINALITY each (told, n)
                     WHERE own.number = ANY (named)) tables) tables_of_files;

  CREATE TEMPORARY TABLE nameless AS
    SELECT import, label, line, record, code, disposition,
           row_number() OVER (PARTITION BY import, label, line, record, code ORDER BY "column", file) AS nth
      FROM (SELECT anomaly.*, coalesce((SELECT min(label) FROM places
                                         WHERE number = import AND name = anomaly.file), 'fichier') AS label
              FROM import.anomalies anomaly WHERE import = ANY (named)) labelled;
  DELETE FROM import.anomalies WHERE import = ANY (named);
  INSERT INTO import.anomalies (import, file, line, record, code, "column", disposition)
    SELECT import, label, line, record, code, CASE nth WHEN 1 THEN '' ELSE 'autre colonne ' || nth END, disposition
      FROM nameless;

  UPDATE import.imports own
     SET files = (SELECT jsonb_agg(file - 'name' ORDER BY first, n)
                    FROM (SELECT file, n, (SELECT min(first) FROM places
                                            WHERE number = own.number
                                              AND starts_with(name || ' › ', (file->>'name') || ' › ')) AS first
                            FROM jsonb_array_elements(own.files) WITH ORDINALITY each (file, n)) files),
         summary = summary || jsonb_build_object('files', (
           SELECT coalesce(jsonb_agg(told || jsonb_build_object('name', label) ORDER BY places.n), '[]')
             FROM jsonb_array_elements(own.summary->'files') WITH ORDINALITY each (told, n) JOIN places USING (n)
            WHERE number = own.number))
   WHERE number = ANY (named);
  DROP TABLE places, nameless;
END $$;

SELECT import.forget_names();

-- Those that ended, whether or not their files are gone already: what is still to be destroyed says nothing of them.
UPDATE import.deposits
   SET preview = NULL, failure = NULL,
       result = result || jsonb_build_object('examples', '[]'::jsonb, 'files', '[]'::jsonb, 'moreExamples',
         coalesce((result->>'moreExamples')::integer, 0) + jsonb_array_length(coalesce(result->'examples', '[]')))
 WHERE state IN ('done', 'failed', 'cancelled', 'undone', 'abandoned', 'undo-waiting', 'undoing');

-- Down Migration
DROP FUNCTION import.forget_names();
ALTER TABLE import.imports ADD COLUMN fingerprint text COLLATE "C" NOT NULL DEFAULT '';
