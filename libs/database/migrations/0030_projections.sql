-- Where each projection stands, who feeds it, and what it set aside (architecture.md § 3.7). No personal data: names of
-- projections, opaque positions and ids only.

-- Up Migration
CREATE TABLE engine.projections (
  name               text COLLATE "C" NOT NULL,
  slot               text COLLATE "C" NOT NULL,  -- 'read': served; 'building': a version built beside it
  version            integer NOT NULL,
  definition         text COLLATE "C" NOT NULL,  -- digest of what its tables are: two of one version are a fault
  tables             text[] NOT NULL,            -- names inside the schema of the slot
  checkpoint         text COLLATE "C",           -- position of the last folded event; NULL before the first
  folded_recorded_at bigint,                     -- recordedAt of that event, in milliseconds
  state              text COLLATE "C" NOT NULL,
  error_code         text,                       -- class of the last failure, never its message
  error_position     text COLLATE "C",           -- the batch that failed starts behind it
  replays_requested  integer NOT NULL,           -- replays of parked events asked for, and carried out
  replays_done       integer NOT NULL,
  CONSTRAINT projections_pkey PRIMARY KEY (name, slot),
  CONSTRAINT projections_slot CHECK (slot IN ('read', 'building')),
  CONSTRAINT projections_version CHECK (version > 0),
  CONSTRAINT projections_state CHECK (state IN ('starting', 'catching-up', 'live', 'rebuilding', 'broken'))
);
-- One update per batch: leave room on the page, so that it never touches the index.
ALTER TABLE engine.projections SET (fillfactor = 50);

-- A lease belongs to its holder until expires_at, and is the fence of all that the holder writes.
CREATE TABLE engine.leases (
  name       text COLLATE "C" NOT NULL,
  holder     text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT leases_pkey PRIMARY KEY (name)
);
ALTER TABLE engine.leases SET (fillfactor = 50);

-- Events that the fold could not take, and the later ones of their keys.
CREATE TABLE engine.parked_events (
  projection text COLLATE "C" NOT NULL,
  position   text COLLATE "C" NOT NULL,
  preceding  text COLLATE "C",                   -- position of the event before it in the log, to read it again
  event_id   uuid NOT NULL,
  poison_key text COLLATE "C" NOT NULL,
  error_code text NOT NULL,                      -- 'behind' for those that only follow a poison event
  attempts   integer NOT NULL,
  CONSTRAINT parked_events_pkey PRIMARY KEY (projection, position)
);
CREATE INDEX parked_events_by_key ON engine.parked_events (projection, poison_key, position);

GRANT SELECT, INSERT, UPDATE, DELETE ON engine.projections, engine.leases, engine.parked_events
  TO jalons_worker, jalons_cli;
GRANT SELECT ON engine.projections, engine.leases TO jalons_api;
-- The api counts what is set aside, and learns neither streams nor keys.
GRANT SELECT (projection, position, error_code) ON engine.parked_events TO jalons_api;

-- Down Migration
DROP TABLE engine.projections, engine.leases, engine.parked_events;
