-- Whom an opening by break-the-glass is shown to besides who asked for it (security.md § 1): whoever coordinates the
-- territory of one of the person's parcours, whatever the mandate under which it was asked for; of a person without any,
-- the territory for which it was asked. The read models are made by the projections: before their first start, nobody
-- has a parcours.

-- Up Migration
-- Whether a person has a parcours anywhere, for whoever coordinates a territory: the policies of cases keep those of the
-- other territories from them. Runs as jalons_search, which bypasses these policies and never signs in.
CREATE FUNCTION read.has_parcours(who uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass('read.cases') IS NULL OR cardinality(auth.my_territories()) = 0 THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM read.cases case_ WHERE case_.beneficiary = who);
END $$;

-- The ids of a person's parcours, from which their numbers derive, for the dpo, who sees nothing else of a case.
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

-- Whether the holder of the session coordinates the territory of one of this person's parcours, or, where she has none,
-- the one that is named. Runs as its caller: the policies of cases decide with it.
CREATE FUNCTION read.coordinates_person(who uuid, otherwise uuid) RETURNS boolean
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

GRANT EXECUTE ON FUNCTION read.has_parcours(uuid), read.parcours_ids(uuid), read.coordinates_person(uuid, uuid)
  TO jalons_api;
ALTER FUNCTION read.has_parcours(uuid) OWNER TO jalons_search;
ALTER FUNCTION read.parcours_ids(uuid) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.coordinates_person(uuid, uuid), read.parcours_ids(uuid), read.has_parcours(uuid);
