-- Wrapped data keys by subject: destroying one makes every event of its subject unreadable for ever (ADR 0003).

-- Up Migration
CREATE TABLE keys.subject_keys (
  key_id         uuid        NOT NULL,  -- id of the subject (person, outreach, professional), or of the system
  wrapped        bytea,                 -- under the master key; NULL once destroyed
  master_version integer     NOT NULL,  -- which master key wraps it; 0 where it was destroyed before it existed
  created_at     timestamptz NOT NULL DEFAULT statement_timestamp(),
  destroyed_at   timestamptz,
  CONSTRAINT subject_keys_pkey PRIMARY KEY (key_id),
  CONSTRAINT subject_keys_destroyed_or_not CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
  CONSTRAINT subject_keys_system_lives
    CHECK (key_id <> '00000000-0000-8000-8000-000000000000' OR destroyed_at IS NULL)
);
-- No copy of a wrapped key may stay behind in pg_statistic (security.md § 3).
ALTER TABLE keys.subject_keys ALTER COLUMN wrapped SET STATISTICS 0;
ALTER TABLE keys.subject_keys ALTER COLUMN wrapped SET STORAGE PLAIN;

-- Which master key each version is: a fingerprint that says nothing of the key, so that a lost or exchanged key file
-- is noticed at the start and not at the first event that does not open.
CREATE TABLE keys.master_versions (
  version       integer     NOT NULL,
  fingerprint   bytea       NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT master_versions_pkey PRIMARY KEY (version),
  CONSTRAINT master_versions_counted CHECK (version > 0)
);

CREATE FUNCTION keys.refuse_revival() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.destroyed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a destroyed key never comes back' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.key_id <> OLD.key_id OR NEW.created_at <> OLD.created_at THEN
    RAISE EXCEPTION 'a key keeps its subject and its beginning' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER subject_keys_stay_destroyed BEFORE UPDATE ON keys.subject_keys
  FOR EACH ROW EXECUTE FUNCTION keys.refuse_revival();
ALTER TABLE keys.subject_keys ENABLE ALWAYS TRIGGER subject_keys_stay_destroyed;

CREATE FUNCTION keys.refuse_removal() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the row of a key is its tombstone: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER subject_keys_are_kept BEFORE DELETE OR TRUNCATE ON keys.subject_keys
  FOR EACH STATEMENT EXECUTE FUNCTION keys.refuse_removal();
ALTER TABLE keys.subject_keys ENABLE ALWAYS TRIGGER subject_keys_are_kept;

ALTER TABLE keys.subject_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE keys.subject_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY keys_of_the_owner ON keys.subject_keys TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY keys_are_read ON keys.subject_keys FOR SELECT TO jalons_worker, jalons_cli USING (true);

-- The worker opens the whole log, the command line rewraps and backs up; the api has the functions alone: it must know
-- the id of a key to ask for it.
GRANT SELECT ON keys.subject_keys, keys.master_versions TO jalons_worker, jalons_cli;

-- Down Migration
DROP TABLE keys.subject_keys, keys.master_versions;
DROP FUNCTION keys.refuse_revival();
DROP FUNCTION keys.refuse_removal();
