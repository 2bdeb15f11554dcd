-- Records that were merged are one person (domain.md § 3), whichever of them she is asked for by: « déjà connue » answers
-- with the record that stands for all and with whom to call of the newest case of any, and who breaks the glass on one
-- opens all of them, to the eyes of whoever coordinates one of their parcours.

-- Up Migration
-- The people asked for, and every record that merges in force make one with any of them.
CREATE FUNCTION read.records_of(asked uuid[]) RETURNS uuid[]
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT unnest(asked) UNION SELECT merged.member FROM read.merged_records(asked) merged ORDER BY 1)
$$;
GRANT EXECUTE ON FUNCTION read.records_of(uuid[]) TO jalons_api, jalons_search;
-- For auth.my_elevations, which runs as its owner; the right is for the owner of the function to give.
SET LOCAL ROLE jalons_search;
GRANT EXECUTE ON FUNCTION read.merged_records(uuid[]) TO jalons_owner;
RESET ROLE;

-- People whose case the holder of the session has opened by breaking the glass, while that lasts.
CREATE OR REPLACE FUNCTION auth.my_elevations() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE
  opened uuid[];
BEGIN
  IF to_regclass('read.elevations') IS NULL THEN
    RETURN '{}';
  END IF;
  SELECT array_agg(DISTINCT elevation.beneficiary) INTO opened
    FROM auth.open_sessions session
    JOIN read.elevations elevation ON elevation.professional = session.professional
   WHERE session.token_hash = auth.token_hash(auth.session_token())
     AND elevation.until_ms > extract(epoch FROM now()) * 1000;
  RETURN CASE WHEN opened IS NULL THEN '{}' ELSE read.records_of(opened) END;
END $$;

-- Those of jalons_search are not replaced in place: that is for their owner, who never signs in.
DROP FUNCTION read.known_people(int[], text[], text[], date, int), read.parcours_ids(uuid), read.has_parcours(uuid);
-- Who is known already under a full name and birth date, as in migration 0060.
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
             coalesce(stands.person, who.person) AS person, who.members, who.viewers,
             who.viewers && mine OR who.person = ANY (opened) AS visible
        FROM found JOIN read.persons who ON who.person = found.person
        LEFT JOIN read.persons stands ON stands.person = who.survivor
       WHERE who.birth_date = born
         AND (NOT who.sharing_stopped OR who.viewers && mine OR who.person = ANY (opened))
         AND (SELECT count(DISTINCT asked.word) FROM unnest(asked_words, asked_keys, asked_parts) asked (word, key, part)
               WHERE asked.part = 'family' AND asked.key = ANY (found.family_keys)) = family_words
       ORDER BY coalesce(who.survivor, who.person), who.person)
    SELECT known.person, known.visible, coalesce(newest.structure, known.viewers[1]), newest.referent
      FROM known LEFT JOIN LATERAL (
        SELECT coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure, case_.referent
          FROM read.cases case_ WHERE case_.beneficiary = ANY (known.members)
         ORDER BY case_.exited, case_.opened_on DESC, case_.parcours LIMIT 1) newest ON true
     ORDER BY known.person
     LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION read.known_people(int[], text[], text[], date, int) TO jalons_api, jalons_cli;
ALTER FUNCTION read.known_people(int[], text[], text[], date, int) OWNER TO jalons_search;

-- Whether a person has a parcours anywhere, and the ids of all of hers, as in migration 0050.
CREATE FUNCTION read.has_parcours(who uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  records uuid[] := read.records_of(ARRAY[who]);
BEGIN
  IF to_regclass('read.cases') IS NULL OR cardinality(auth.my_territories()) = 0 THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM read.cases case_ WHERE case_.beneficiary = ANY (records));
END $$;
CREATE FUNCTION read.parcours_ids(who uuid) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  records uuid[] := read.records_of(ARRAY[who]);
BEGIN
  IF to_regclass('read.cases') IS NULL OR NOT ('dpo' = ANY (auth.my_roles())) THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(array_agg(case_.parcours ORDER BY case_.opened_on, case_.parcours), '{}')
            FROM read.cases case_ WHERE case_.beneficiary = ANY (records));
END $$;
GRANT EXECUTE ON FUNCTION read.has_parcours(uuid), read.parcours_ids(uuid) TO jalons_api;
ALTER FUNCTION read.has_parcours(uuid) OWNER TO jalons_search;
ALTER FUNCTION read.parcours_ids(uuid) OWNER TO jalons_search;
CREATE OR REPLACE FUNCTION read.coordinates_person(who uuid, otherwise uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine uuid[] := auth.my_territories();
BEGIN
  IF cardinality(mine) = 0 THEN
    RETURN false;
  END IF;
  IF read.has_parcours(who) THEN
    RETURN EXISTS (SELECT FROM read.cases case_
                    WHERE case_.beneficiary = ANY (read.records_of(ARRAY[who])) AND case_.territory = ANY (mine));
  END IF;
  RETURN coalesce(otherwise = ANY (mine), false);
END $$;

-- Down Migration
CREATE OR REPLACE FUNCTION auth.my_elevations() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  IF to_regclass('read.elevations') IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT elevation.beneficiary), '{}')
            FROM auth.open_sessions session
            JOIN read.elevations elevation ON elevation.professional = session.professional
           WHERE session.token_hash = auth.token_hash(auth.session_token())
             AND elevation.until_ms > extract(epoch FROM now()) * 1000);
END $$;
DROP FUNCTION read.known_people(int[], text[], text[], date, int), read.parcours_ids(uuid), read.has_parcours(uuid);
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
GRANT EXECUTE ON FUNCTION read.known_people(int[], text[], text[], date, int) TO jalons_api, jalons_cli;
ALTER FUNCTION read.known_people(int[], text[], text[], date, int) OWNER TO jalons_search;
CREATE FUNCTION read.has_parcours(who uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass('read.cases') IS NULL OR cardinality(auth.my_territories()) = 0 THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM read.cases case_ WHERE case_.beneficiary = who);
END $$;
CREATE FUNCTION read.parcours_ids(who uuid) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass('read.cases') IS NULL OR NOT ('dpo' = ANY (auth.my_roles())) THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(array_agg(case_.parcours ORDER BY case_.opened_on, case_.parcours), '{}')
            FROM read.cases case_ WHERE case_.beneficiary = who);
END $$;
GRANT EXECUTE ON FUNCTION read.has_parcours(uuid), read.parcours_ids(uuid) TO jalons_api;
ALTER FUNCTION read.has_parcours(uuid) OWNER TO jalons_search;
ALTER FUNCTION read.parcours_ids(uuid) OWNER TO jalons_search;
CREATE OR REPLACE FUNCTION read.coordinates_person(who uuid, otherwise uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine uuid[] := auth.my_territories();
BEGIN
  IF cardinality(mine) = 0 THEN
    RETURN false;
  END IF;
  IF read.has_parcours(who) THEN
    RETURN EXISTS (SELECT FROM read.cases case_ WHERE case_.beneficiary = who AND case_.territory = ANY (mine));
  END IF;
  RETURN coalesce(otherwise = ANY (mine), false);
END $$;
SET LOCAL ROLE jalons_search;
REVOKE EXECUTE ON FUNCTION read.merged_records(uuid[]) FROM jalons_owner;
RESET ROLE;
DROP FUNCTION read.records_of(uuid[]);
