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

-- Where people were erased before this was noted, each end of a quarter released what there was then: without a day, the
-- next start would, in the middle of a quarter. Of a restored backup from before, too. What an end of a quarter found
-- switched off is still due.
--   p_ran_ms  when the installation is last known to have run; NULL for now
CREATE FUNCTION privacy.note_past_releases(p_ran_ms bigint) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  INSERT INTO privacy.residue_releases (released_on)
    -- At half past four on the last day of the quarter (residues.ts).
    SELECT date_trunc('quarter', (coalesce(to_timestamp(p_ran_ms / 1000.0), now()) AT TIME ZONE 'Europe/Paris')
                                 + interval '19 hours 30 minutes')::date - 1
     WHERE EXISTS (SELECT FROM privacy.erasures)
    ON CONFLICT DO NOTHING;
END;

SELECT privacy.note_past_releases((SELECT max(folded_recorded_at) FROM engine.projections));

-- Down Migration
DROP FUNCTION privacy.note_past_releases(bigint);
DROP TABLE privacy.residue_releases;
