-- The event log: one table, written by log.append alone (0011), never changed (architecture.md § 3.5).

-- Up Migration
CREATE TABLE log.events (
  position       bigint   NOT NULL,  -- from 1, without gaps, in commit order
  recorded_at    bigint   NOT NULL,  -- milliseconds since 1970; never runs against position
  revision       integer  NOT NULL,  -- from 0, without gaps, within the stream
  schema_version smallint NOT NULL,
  event_id       uuid     NOT NULL,
  key_id         uuid     NOT NULL,
  stream         text     COLLATE "C" NOT NULL,
  type           text     COLLATE "C" NOT NULL,
  digest         bytea    NOT NULL,
  ciphertext     bytea    NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (position),
  CONSTRAINT events_stream_revision_key UNIQUE (stream, revision),
  CONSTRAINT events_event_id_key UNIQUE (event_id),
  CONSTRAINT events_counted CHECK (position > 0 AND revision >= 0 AND schema_version > 0),
  CONSTRAINT events_digest_is_sha256 CHECK (octet_length(digest) = 32)
);
-- Ciphertext does not compress: do not try on every row that leaves the page.
ALTER TABLE log.events ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
-- Nothing is ever updated or deleted; vacuum has only to freeze and to keep the visibility map.
ALTER TABLE log.events SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- The head is the newest event itself. A row of its own, updated by every group, keeps one dead version per group for
-- as long as anybody holds an old snapshot, and every append walks them all: 0.2 ms became 0.6 ms after 40 000 groups
-- behind one open transaction, and went on rising. The newest entry of the primary key has no such history.
CREATE VIEW log.head WITH (security_invoker = true) AS
  SELECT position, recorded_at FROM log.events ORDER BY position DESC LIMIT 1;

CREATE FUNCTION log.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the event log is immutable: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER events_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON log.events
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_are_immutable;

ALTER TABLE log.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE log.events FORCE ROW LEVEL SECURITY;
CREATE POLICY events_of_the_owner ON log.events TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY events_are_read ON log.events FOR SELECT TO jalons_worker, jalons_cli USING (true);

-- The worker projects the whole log, the command line verifies and backs it up; the api has the functions alone.
GRANT SELECT ON log.events, log.head TO jalons_worker, jalons_cli;

-- Down Migration
DROP VIEW log.head;
DROP TABLE log.events;
DROP FUNCTION log.refuse_change();
