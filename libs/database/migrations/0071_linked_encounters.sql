-- The encounters of aller-vers that were linked to people: whoever voids a registration is told what rests on it
-- (domain.md § 2), though another structure recorded the encounter. The link stands in the stream of the encounter, which
-- the log cannot be asked for by person: that is known here alone, and may be behind by what the projection has still to
-- fold. Whoever asks looks at the log of each before anything is decided.
-- Runs as jalons_search, which bypasses the policies and never signs in; it answers with ids alone, to the application,
-- which shows none to whom the person is not open to.
-- The read model is made by the projections: before their first start no encounter is linked. While they rebuild it under a
-- newer version, the one that serves stands still, and may not even have the right that this asks for: nobody can tell.

-- Up Migration
GRANT USAGE ON SCHEMA engine TO jalons_search;
GRANT SELECT (name, slot, version) ON engine.projections TO jalons_search;

-- Returns NULL while it cannot be told.
CREATE FUNCTION read.linked_encounters(asked uuid[]) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF to_regclass('read.outreach_links') IS NULL THEN
    RETURN '{}';
  END IF;
  IF has_column_privilege('read.outreach_links', 'person', 'SELECT') IS NOT TRUE
     OR EXISTS (SELECT FROM engine.projections served JOIN engine.projections newer USING (name)
                 WHERE name = 'outreach' AND served.slot = 'read' AND newer.slot = 'building'
                   AND newer.version > served.version) THEN
    RETURN NULL;
  END IF;
  RETURN ARRAY(SELECT link.outreach FROM read.outreach_links link WHERE link.person = ANY (asked) ORDER BY 1);
END $$;
GRANT EXECUTE ON FUNCTION read.linked_encounters(uuid[]) TO jalons_api, jalons_worker, jalons_cli;
ALTER FUNCTION read.linked_encounters(uuid[]) OWNER TO jalons_search;

-- Down Migration
DROP FUNCTION read.linked_encounters(uuid[]);
REVOKE SELECT (name, slot, version) ON engine.projections FROM jalons_search;
REVOKE USAGE ON SCHEMA engine FROM jalons_search;
