-- The release of waiting residues into the log (security.md § 3): what goes is decided in one transaction, before any is
-- appended, so that a crash half-way leaves no cell of fewer than were counted.

-- Up Migration
ALTER TABLE privacy.residues ADD COLUMN releasing boolean NOT NULL DEFAULT false;
CREATE INDEX residues_releasing ON privacy.residues (id) WHERE releasing;

-- Down Migration
ALTER TABLE privacy.residues DROP COLUMN releasing;
