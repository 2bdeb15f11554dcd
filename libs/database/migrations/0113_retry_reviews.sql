-- Asks again for the reviews that failed in the territories that the holder of the session coordinates: they are due at
-- once, and a worker finds them within half a minute. Runs as jalons_search, which bypasses the policies and never signs
-- in, and applies the scope of the session itself.

-- Up Migration
CREATE FUNCTION read.retry_reviews() RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mine  uuid[] := auth.my_territories();
  asked int;
BEGIN
  IF to_regclass('read.risk_board') IS NULL OR cardinality(mine) = 0 THEN
    RETURN 0;
  END IF;
  -- Locked in order of their ids, as the projection and reviews lock them.
  WITH failed AS MATERIALIZED (
    SELECT parcours FROM read.risk_board
     WHERE failed_ms IS NOT NULL AND territory = ANY (mine) ORDER BY parcours FOR UPDATE)
  UPDATE read.risk_board SET due_ms = 0 WHERE parcours IN (SELECT parcours FROM failed);
  GET DIAGNOSTICS asked = ROW_COUNT;
  RETURN asked;
END $$;

GRANT EXECUTE ON FUNCTION read.retry_reviews() TO jalons_api;
ALTER FUNCTION read.retry_reviews() OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.retry_reviews();
