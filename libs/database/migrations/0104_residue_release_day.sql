-- When residues were last released into the log (security.md § 3: at the end of the quarter at the latest): an
-- installation that was off on that day releases them at its next start. A day of the installation, of no person.

-- Up Migration
CREATE TABLE privacy.residue_releases (
  only_row    boolean PRIMARY KEY DEFAULT true,
  released_on date    NOT NULL,
  CONSTRAINT residue_releases_only_row CHECK (only_row)
);

ALTER TABLE privacy.residue_releases ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.residue_releases FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps ON privacy.residue_releases TO jalons_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_carries_out ON privacy.residue_releases TO jalons_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON privacy.residue_releases TO jalons_worker;

-- Down Migration
DROP TABLE privacy.residue_releases;
