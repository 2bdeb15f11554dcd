-- What imports remember outside the log (domain.md § 5): which files they read, which entries each row has had, which
-- rows stayed outside. Ids and codes only: rows are known by HMAC, what they say is in the log alone.

-- Up Migration
CREATE SCHEMA import;
GRANT USAGE ON SCHEMA import TO jalons_worker, jalons_cli;

CREATE TABLE import.imports (
  number        integer PRIMARY KEY,                    -- from 1, in the order in which they began
  id            uuid    NOT NULL UNIQUE,
  source        text    COLLATE "C" NOT NULL,
  profile       text    COLLATE "C" NOT NULL,           -- SHA-256 of its content
  fingerprint   text    COLLATE "C" NOT NULL,           -- of profile, files, territory and reference date
  territory     uuid    NOT NULL,
  actor         uuid    NOT NULL,
  reference_on  date    NOT NULL,
  files         jsonb   NOT NULL,                       -- name, bytes and SHA-256 of each
  begun_at      bigint  NOT NULL,
  finished_at   bigint,                                 -- null while it may be taken up again
  undone_at     bigint,                                 -- of the last time
  summary       jsonb
);
CREATE INDEX imports_by_source ON import.imports (source, number);

-- The entries that each row has had, noted before they are appended: an entry that is not in the log is none.
CREATE TABLE import.entries (
  row_key  uuid    NOT NULL,
  event_id uuid    NOT NULL,
  content  uuid    NOT NULL,
  import   integer NOT NULL REFERENCES import.imports,
  PRIMARY KEY (row_key, event_id)
);

-- The streams that each import may have written to, noted before they are. An import's own aggregates are in no other.
CREATE TABLE import.touched (
  stream_id uuid    NOT NULL,
  import    integer NOT NULL REFERENCES import.imports,
  category  text    COLLATE "C" NOT NULL,
  PRIMARY KEY (stream_id, import)
);
CREATE INDEX touched_by_import ON import.touched (import, category, stream_id);

-- Rows that stayed outside the log, and notes on those inside; what they say stays in their file.
CREATE TABLE import.anomalies (
  import      integer NOT NULL REFERENCES import.imports,
  file        text    NOT NULL,
  line        integer NOT NULL,
  record      text    COLLATE "C" NOT NULL,
  code        text    COLLATE "C" NOT NULL,
  "column"    text    NOT NULL,                         -- '' where the whole row is meant
  disposition text    COLLATE "C" NOT NULL,
  PRIMARY KEY (import, file, line, record, code, "column")
);

-- Values that profiles add to the lists of the product, for one territory.
CREATE TABLE import.territory_values (
  territory uuid NOT NULL,
  list      text COLLATE "C" NOT NULL,
  code      text COLLATE "C" NOT NULL,
  label_fr  text NOT NULL,
  label_en  text NOT NULL,
  source    text COLLATE "C" NOT NULL,
  PRIMARY KEY (territory, list, code)
);

-- Rows of the import under way, to be taken up person by person. Encrypted under a key that this run alone holds, and
-- emptied when it ends: after a crash nobody can read what is left.
CREATE UNLOGGED TABLE import.staged (
  parcours uuid,
  person   uuid,
  payload  bytea NOT NULL
);
ALTER TABLE import.staged ALTER payload SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE ON import.imports TO jalons_worker, jalons_cli;
GRANT SELECT, INSERT ON import.entries, import.touched TO jalons_worker, jalons_cli;
GRANT SELECT, INSERT, DELETE ON import.anomalies TO jalons_worker, jalons_cli;
GRANT SELECT, INSERT, UPDATE ON import.territory_values TO jalons_worker, jalons_cli;
GRANT SELECT, INSERT, TRUNCATE ON import.staged TO jalons_worker, jalons_cli;

-- Down Migration
DROP SCHEMA import CASCADE;
