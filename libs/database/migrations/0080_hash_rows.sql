-- The rows of a read model in one value, to compare a version folded anew with the served one (architecture.md § 3.7):
-- computed where the rows are, so that none of them travels.

-- Up Migration

-- Of the hashes that a query gives, in its order: how many there are, and the SHA-256 of each with all those before it.
-- Two lists have the same one only where they are the same; memory does not grow with them.
--   p_query  one column of bytea, all of one length
CREATE FUNCTION engine.hash_rows(p_query text, OUT "rows" bigint, OUT sha256 bytea)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  one bytea;
BEGIN
  "rows" := 0;
  sha256 := '';
  FOR one IN EXECUTE p_query LOOP
    "rows" := "rows" + 1;
    sha256 := pg_catalog.sha256(sha256 || one);
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION engine.hash_rows(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION engine.hash_rows(text) TO jalons_worker, jalons_cli;

-- Down Migration
DROP FUNCTION engine.hash_rows(text);
