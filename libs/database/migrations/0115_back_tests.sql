-- Back-tests that were asked for over HTTP (risk.md § 4): what was asked, how far each has come, what it found. Figures
-- and counts alone; the exits that no alert foresaw, by parcours, apart.

-- Up Migration
CREATE TABLE engine.back_tests (
  id             uuid    PRIMARY KEY,              -- derived from the command that asked for it
  territory      uuid    NOT NULL,
  version        integer NOT NULL,                 -- of the rules of that territory
  rule_set_hash  text    COLLATE "C" NOT NULL,     -- of the rules as they were: what changed since was not tested
  asked          jsonb   NOT NULL,                 -- window, horizon, step, version compared with
  position       text    COLLATE "C" NOT NULL,     -- the log is read up to this event
  recorded_ms    bigint  NOT NULL,                 -- when the log took it
  requested_by   uuid    NOT NULL,
  requested_ms   bigint  NOT NULL,
  state          text    COLLATE "C" NOT NULL DEFAULT 'waiting',
  read_events    bigint  NOT NULL DEFAULT 0,
  total_events   bigint,                           -- NULL while it is not known
  finished_ms    bigint,
  error_code     text    COLLATE "C",
  summary        jsonb,
  comparison     jsonb,
  event_id       uuid,                             -- of its BackTestRecorded
  CONSTRAINT back_tests_state CHECK (state IN ('waiting', 'running', 'recording', 'recorded', 'failed')),
  CONSTRAINT back_tests_finished CHECK ((state IN ('recorded', 'failed')) = (finished_ms IS NOT NULL))
);
ALTER TABLE engine.back_tests SET (fillfactor = 50);
CREATE INDEX back_tests_of ON engine.back_tests (territory, version, requested_ms);

CREATE TABLE engine.back_test_missed (
  run         uuid NOT NULL REFERENCES engine.back_tests ON DELETE CASCADE,
  parcours    uuid NOT NULL,
  beneficiary uuid NOT NULL,
  exit_on     date NOT NULL,
  PRIMARY KEY (run, parcours)
);
CREATE INDEX back_test_missed_of ON engine.back_test_missed (beneficiary);

ALTER TABLE engine.back_tests ENABLE ROW LEVEL SECURITY;
ALTER TABLE engine.back_tests FORCE ROW LEVEL SECURITY;
ALTER TABLE engine.back_test_missed ENABLE ROW LEVEL SECURITY;
ALTER TABLE engine.back_test_missed FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_keeps ON engine.back_tests TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON engine.back_tests TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY coordinators_read ON engine.back_tests FOR SELECT TO jalons_api
  USING (territory = ANY ((SELECT auth.my_territories())::uuid[]));
CREATE POLICY coordinators_ask ON engine.back_tests FOR INSERT TO jalons_api
  WITH CHECK (territory = ANY ((SELECT auth.my_territories())::uuid[])
              AND requested_by = (SELECT auth.my_professional()) AND state = 'waiting');
-- What is being recorded is about to stand in the log: it can no more be taken back.
CREATE POLICY coordinators_cancel ON engine.back_tests FOR DELETE TO jalons_api
  USING (territory = ANY ((SELECT auth.my_territories())::uuid[]) AND state IN ('waiting', 'running', 'failed'));
CREATE POLICY owner_keeps ON engine.back_test_missed TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON engine.back_test_missed TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY coordinators_read ON engine.back_test_missed FOR SELECT TO jalons_api
  USING (run IN (SELECT own.id FROM engine.back_tests own));

GRANT SELECT, UPDATE ON engine.back_tests TO jalons_worker;
GRANT SELECT, INSERT, DELETE ON engine.back_test_missed TO jalons_worker;
GRANT SELECT, INSERT, DELETE ON engine.back_tests TO jalons_api;
GRANT SELECT ON engine.back_test_missed TO jalons_api;

-- Down Migration
DROP TABLE engine.back_test_missed, engine.back_tests;
