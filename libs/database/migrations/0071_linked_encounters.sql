-- The encounters of aller-vers that were linked to people: whoever voids a registration is told what rests on it
-- (domain.md § 2), though another structure recorded the encounter. The link stands in the stream of the encounter, which
-- the log cannot be asked for by person: that is known here alone, and may be behind by what the projection has still to
-- fold. Whoever asks looks at the log of each before anything is decided.
-- Runs as jalons_search, which bypasses the policies and never signs in; it answers with ids alone, to the application,
-- which shows none to whom the person is not open to.
-- The read model is made by the projections: before their first start, and until they have rebuilt it with the right
-- that this asks for, no encounter is linked.

-- Up Migration
CREATE FUNCTION read.linked_encounters(asked uuid[]) RETURNS TABLE (outreach uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF has_column_privilege(to_regclass('read.outreach_links'), 'person', 'SELECT') IS NOT TRUE THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT link.outreach FROM read.outreach_links link WHERE link.person = ANY (asked) ORDER BY 1;
END $$;
GRANT EXECUTE ON FUNCTION read.linked_encounters(uuid[]) TO jalons_api, jalons_worker, jalons_cli;
ALTER FUNCTION read.linked_encounters(uuid[]) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.linked_encounters(uuid[]);
