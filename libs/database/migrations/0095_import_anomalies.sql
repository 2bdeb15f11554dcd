-- What is wrong with rows, line by line and page by page, for whoever mends the file: the lines of an import in
-- import.anomalies, those of a preview here, for as long as its files are. Where and what, never what a cell holds.

-- Up Migration
CREATE TABLE import.deposit_anomalies (
  deposit     uuid    NOT NULL REFERENCES import.deposits ON DELETE CASCADE,
  file        text    NOT NULL,
  line        integer NOT NULL,
  record      text    COLLATE "C" NOT NULL,
  code        text    COLLATE "C" NOT NULL,
  "column"    text    NOT NULL,                         -- '' where the whole row is meant
  disposition text    COLLATE "C" NOT NULL,
  PRIMARY KEY (deposit, file, line, record, code, "column")
);

ALTER TABLE import.deposit_anomalies ENABLE ROW LEVEL SECURITY;
ALTER TABLE import.anomalies ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker_carries_out ON import.deposit_anomalies TO jalons_worker USING (true) WITH CHECK (true);
CREATE POLICY manager_asks ON import.deposit_anomalies TO jalons_api
  USING (EXISTS (SELECT FROM import.deposits own WHERE own.id = deposit));
CREATE POLICY anomalies_are_kept ON import.anomalies TO jalons_worker, jalons_cli USING (true) WITH CHECK (true);
CREATE POLICY manager_reads ON import.anomalies FOR SELECT TO jalons_api
  USING (EXISTS (SELECT FROM import.imports own WHERE own.number = import));

GRANT SELECT, INSERT, DELETE ON import.deposit_anomalies TO jalons_worker;
GRANT SELECT, DELETE ON import.deposit_anomalies TO jalons_api;
GRANT SELECT ON import.anomalies TO jalons_api;

-- Down Migration
REVOKE ALL ON import.anomalies FROM jalons_api;
DROP POLICY manager_reads ON import.anomalies;
DROP POLICY anomalies_are_kept ON import.anomalies;
ALTER TABLE import.anomalies DISABLE ROW LEVEL SECURITY;
DROP TABLE import.deposit_anomalies;
