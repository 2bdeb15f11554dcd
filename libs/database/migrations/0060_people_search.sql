-- Search of people by name (architecture.md § 3.9): index first, scope second. Under a policy the planner would not use
-- the index of names, whose operator is not leakproof, so two functions look for the callers: they run as jalons_search,
-- which bypasses the policies and never signs in, and apply the scope of the session themselves. The keys come from the
-- application (name-keys.ts): a made-up key finds nobody beyond the scope either.
-- Personal columns have no statistics, so the planner knows nothing of the keys and would read every row: in these two
-- functions it is told to go by the index, and the scope is asked person by person for the same reason. Measured on
-- 10 000 people: 125 ms without, 1 to 3 ms with.
-- The read model is made by the projections: before their first start, nobody is found.

-- Up Migration
-- The people of the scope whose name holds every word asked for, the best first. A word is found by the best of its keys.
--   asked_words, asked_keys, asked_worth  one element per key: number of its word, the key, what finding it is worth
--   lead  number of the word that is looked up first, the rarest; the others are then compared on what it finds
CREATE FUNCTION read.search_people(asked_words int[], asked_keys text[], asked_worth int[], lead int, most int)
  RETURNS TABLE (person uuid, worth int)
  LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  mine       uuid[] := auth.my_structures();
  opened     uuid[] := auth.my_elevations();
  words      int := (SELECT count(DISTINCT word) FROM unnest(asked_words) word);
  first_keys text[] := (SELECT array_agg(key) FROM unnest(asked_words, asked_keys) asked (word, key) WHERE word = lead);
BEGIN
  IF to_regclass('read.person_names') IS NULL OR cardinality(mine) + cardinality(opened) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH found AS MATERIALIZED (
      SELECT name.person, name.given_keys || name.family_keys AS keys
        FROM read.person_names name
       WHERE name.given_keys && first_keys OR name.family_keys && first_keys),
    scoped AS MATERIALIZED (
      SELECT found.person, found.keys FROM found
       WHERE (SELECT who.viewers && mine OR who.person = ANY (opened)
                FROM read.persons who WHERE who.person = found.person)),
    matched AS (
      SELECT scoped.person, asked.word, max(asked.worth) AS worth
        FROM scoped CROSS JOIN unnest(scoped.keys) held (key)
        JOIN unnest(asked_words, asked_keys, asked_worth) asked (word, key, worth) ON asked.key = held.key
       GROUP BY scoped.person, asked.word)
    SELECT matched.person, sum(matched.worth)::int
      FROM matched
     GROUP BY matched.person
    HAVING count(*) = words
     ORDER BY 2 DESC, matched.person
     LIMIT most;
END $$;

-- Who is known already under a full name and birth date. Of people outside the scope it says whom to call, the structure
-- and the referent of the newest case, and nothing else; their ids are for the access journal. Whoever objected to sharing
-- is known to nobody else; records that were merged are one person. For whoever follows people alone. Given and family
-- name are looked for in either order: they are often written down the wrong way round.
--   part  'given' or 'family', per key; at least one given name and the whole family name must be found
CREATE FUNCTION read.known_people(asked_words int[], asked_keys text[], asked_parts text[], born date, most int)
  RETURNS TABLE (person uuid, visible boolean, structure uuid, professional uuid)
  LANGUAGE plpgsql STABLE ROWS 5 SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  mine        uuid[] := auth.my_structures();
  opened      uuid[] := auth.my_elevations();
  given_asked text[] := (SELECT array_agg(key) FROM unnest(asked_keys, asked_parts) asked (key, part)
                          WHERE part = 'given');
  family_asked text[] := (SELECT array_agg(key) FROM unnest(asked_keys, asked_parts) asked (key, part)
                           WHERE part = 'family');
  family_words int := (SELECT count(DISTINCT word) FROM unnest(asked_words, asked_parts) asked (word, part)
                        WHERE part = 'family');
BEGIN
  IF to_regclass('read.person_names') IS NULL OR cardinality(mine) = 0
     OR given_asked IS NULL OR family_asked IS NULL OR born IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH found AS MATERIALIZED (
      SELECT name.person, name.given_keys, name.family_keys FROM read.person_names name
       WHERE name.given_keys && given_asked AND name.family_keys && family_asked
      UNION ALL
      SELECT name.person, name.family_keys, name.given_keys FROM read.person_names name
       WHERE name.family_keys && given_asked AND name.given_keys && family_asked),
    known AS MATERIALIZED (
      SELECT DISTINCT ON (coalesce(who.survivor, who.person))
             who.person, who.viewers, who.viewers && mine OR who.person = ANY (opened) AS visible
        FROM found JOIN read.persons who ON who.person = found.person
       WHERE who.birth_date = born
         AND (NOT who.sharing_stopped OR who.viewers && mine OR who.person = ANY (opened))
         AND (SELECT count(DISTINCT asked.word) FROM unnest(asked_words, asked_keys, asked_parts) asked (word, key, part)
               WHERE asked.part = 'family' AND asked.key = ANY (found.family_keys)) = family_words
       ORDER BY coalesce(who.survivor, who.person), who.person)
    SELECT known.person, known.visible, coalesce(newest.structure, known.viewers[1]), newest.referent
      FROM known LEFT JOIN LATERAL (
        SELECT coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure, case_.referent
          FROM read.cases case_ WHERE case_.beneficiary = known.person
         ORDER BY case_.exited, case_.opened_on DESC, case_.parcours LIMIT 1) newest ON true
     ORDER BY known.person
     LIMIT most;
END $$;

GRANT EXECUTE ON FUNCTION read.search_people(int[], text[], int[], int, int),
  read.known_people(int[], text[], text[], date, int) TO jalons_api, jalons_cli;
ALTER FUNCTION read.search_people(int[], text[], int[], int, int) OWNER TO jalons_search;
ALTER FUNCTION read.known_people(int[], text[], text[], date, int) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.known_people(int[], text[], text[], date, int), read.search_people(int[], text[], int[], int, int);
