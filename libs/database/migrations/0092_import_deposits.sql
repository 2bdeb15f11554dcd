-- Imports over HTTP: files that a structure manager deposits, to be read by a worker (domain.md § 5, security.md § 5).
-- Files lie here sealed, in parts, under a key of their own; the key goes with them when the import ends or is abandoned.
-- What is in clear: names of files and of columns that a profile knows, counts and codes.

-- Up Migration
ALTER TABLE import.imports ADD COLUMN structure uuid;   -- whose own files they are; NULL for a whole territory's

CREATE TABLE import.deposits (
  id            uuid    PRIMARY KEY,
  structure     uuid    NOT NULL,
  territory     uuid    NOT NULL,
  created_by    uuid    NOT NULL,
  created_ms    bigint  NOT NULL,
  touched_ms    bigint  NOT NULL,                -- the last thing that somebody asked
  state         text    COLLATE "C" NOT NULL,
  stopping      boolean NOT NULL DEFAULT false,  -- what is under way is to stop
  attempts      integer NOT NULL DEFAULT 0,      -- of a worker at what was asked last
  asked_profile text    COLLATE "C",             -- NULL: found by the columns
  profile       text    COLLATE "C",
  reference_on  date,
  mapping       bytea,                           -- sealed: which column stands for which
  tables        bytea,                           -- sealed: the columns found
  step          text    COLLATE "C",
  rows_done     integer,
  rows_total    integer,
  preview       jsonb,
  result        jsonb,
  failure       jsonb,
  undo          jsonb,
  import        uuid                             -- import.imports.id, once it began
);
ALTER TABLE import.deposits ADD CONSTRAINT deposits_state CHECK (state IN (
  'collecting', 'preview-waiting', 'previewing', 'previewed', 'to-map', 'preview-failed', 'run-waiting', 'running',
  'done', 'failed', 'cancelled', 'abandoned', 'undo-waiting', 'undoing', 'undone'));
CREATE INDEX deposits_of ON import.deposits (structure, created_ms DESC, id);
CREATE INDEX deposits_by_import ON import.deposits (import);
CREATE INDEX deposits_asked ON import.deposits (touched_ms, id)
  WHERE state IN ('preview-waiting', 'previewing', 'run-waiting', 'running', 'undo-waiting', 'undoing');

CREATE TABLE import.deposit_keys (
  deposit uuid  PRIMARY KEY REFERENCES import.deposits ON DELETE CASCADE,
  sealed  bytea NOT NULL                         -- under a secret kept with the master key
);
-- Of the tables whose pages are written anew when somebody is erased.
ALTER TABLE import.deposit_keys ALTER sealed SET STATISTICS 0;

CREATE TABLE import.deposit_files (
  id       uuid    PRIMARY KEY,
  deposit  uuid    NOT NULL REFERENCES import.deposits ON DELETE CASCADE,
  name     text    NOT NULL,
  bytes    bigint  NOT NULL,                     -- while it is sent: what is kept for it
  begun_ms bigint  NOT NULL,
  complete boolean NOT NULL DEFAULT false
);
CREATE INDEX deposit_files_of ON import.deposit_files (deposit);

CREATE TABLE import.deposit_parts (
  file    uuid    NOT NULL REFERENCES import.deposit_files ON DELETE CASCADE,
  ordinal integer NOT NULL,                      -- from 0
  sealed  bytea   NOT NULL,
  PRIMARY KEY (file, ordinal)
);
ALTER TABLE import.deposit_parts ALTER sealed SET STORAGE EXTERNAL, ALTER sealed SET STATISTICS 0;

-- A manager sees and does what concerns her structures; workers carry it out.
ALTER TABLE import.imports ENABLE ROW LEVEL SECURITY;
ALTER TABLE import.deposits ENABLE ROW LEVEL SECURITY;
ALTER TABLE import.deposit_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE import.deposit_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE import.deposit_parts ENABLE ROW LEVEL SECURITY;

CREATE POLICY imports_are_kept ON import.imports TO jalons_worker, jalons_cli USING (true) WITH CHECK (true);
CREATE POLICY manager_reads ON import.imports FOR SELECT TO jalons_api
  USING (structure = ANY ((SELECT auth.my_structures('{structure-manager}'))::uuid[]));
CREATE POLICY worker_carries_out ON import.deposits TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON import.deposit_keys TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON import.deposit_files TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON import.deposit_parts TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY manager_asks ON import.deposits TO jalons_api
  USING (structure = ANY ((SELECT auth.my_structures('{structure-manager}'))::uuid[]))
  WITH CHECK (structure = ANY ((SELECT auth.my_structures('{structure-manager}'))::uuid[])
              AND territory = ANY ((SELECT auth.my_territories('{structure-manager}'))::uuid[]));
CREATE POLICY manager_asks ON import.deposit_keys TO jalons_api
  USING (EXISTS (SELECT FROM import.deposits own WHERE own.id = deposit));
CREATE POLICY manager_asks ON import.deposit_files TO jalons_api
  USING (EXISTS (SELECT FROM import.deposits own WHERE own.id = deposit));
CREATE POLICY manager_asks ON import.deposit_parts TO jalons_api
  USING (EXISTS (SELECT FROM import.deposit_files own WHERE own.id = file));

GRANT USAGE ON SCHEMA import TO jalons_api;
GRANT SELECT (id, number, source, territory, structure, actor, reference_on, files, begun_at, finished_at, undone_at,
              summary) ON import.imports TO jalons_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON import.deposits TO jalons_worker;
GRANT SELECT, DELETE ON import.deposit_keys, import.deposit_files, import.deposit_parts TO jalons_worker;
GRANT SELECT, INSERT, UPDATE ON import.deposits TO jalons_api;
GRANT SELECT, INSERT, DELETE ON import.deposit_keys, import.deposit_parts TO jalons_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON import.deposit_files TO jalons_api;
-- Labels that profiles added to the lists of the product.
GRANT SELECT ON import.territory_values TO jalons_api;

-- Down Migration
REVOKE SELECT ON import.territory_values FROM jalons_api;
DROP TABLE import.deposit_parts, import.deposit_files, import.deposit_keys, import.deposits;
DROP POLICY manager_reads ON import.imports;
DROP POLICY imports_are_kept ON import.imports;
ALTER TABLE import.imports DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON import.imports FROM jalons_api;
REVOKE USAGE ON SCHEMA import FROM jalons_api;
ALTER TABLE import.imports DROP COLUMN structure;
