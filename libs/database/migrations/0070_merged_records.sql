-- The records that merges make one case (domain.md § 3), for the rules that bind a person whichever of her records they
-- are asked of. The log of a record tells into which one it was merged, never which ones were merged into it: that is
-- known here alone, and may be behind by what the projection has still to fold. Whoever asks looks at the log of each
-- before anything is decided.
-- Runs as jalons_search, which bypasses the policies and never signs in: a restriction binds whoever acts, whether or not
-- the record that it was recorded on is open to her. It answers with ids alone, to the application, which shows none.
-- The read model is made by the projections: before their first start, and until they have rebuilt it with the right
-- that this asks for, nobody is merged.

-- Up Migration
-- Of each person asked for who is part of a merged case, every record of it, herself included; nothing of the others.
CREATE FUNCTION read.merged_records(asked uuid[]) RETURNS TABLE (person uuid, member uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF has_column_privilege(to_regclass('read.persons'), 'members', 'SELECT') IS NOT TRUE THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT who.person, one FROM read.persons who CROSS JOIN LATERAL unnest(who.members) one
     WHERE who.person = ANY (asked) AND cardinality(who.members) > 1;
END $$;
GRANT EXECUTE ON FUNCTION read.merged_records(uuid[]) TO jalons_api, jalons_worker, jalons_cli;
ALTER FUNCTION read.merged_records(uuid[]) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.merged_records(uuid[]);
