import type pg from 'pg';

/** One case in so many has an open alert. */
const ALERTS_OF = 10;

/**
 * Fills what reviews and alerts would have left beside the cases, as if each had been reviewed once: levels in turn, a
 * day since which, the next review, and alerts that somebody has seen. Reviewing them is measured elsewhere.
 */
export async function asReviewed(admin: pg.Client): Promise<void> {
  await admin.query(`
    UPDATE read.risk_board SET
      level = (ARRAY['none', 'watch', 'at-risk', 'critical'])[1 + abs(hashtext(parcours::text)) % 4],
      flag_count = abs(hashtext(parcours::text)) % 4, since = date '2026-03-01' + abs(hashtext(parcours::text)) % 200,
      score = 3, rule_set_version = 1, reviewed_ms = 1790000000000,
      due_ms = 1793487600000 + 86400000::bigint * (abs(hashtext(parcours::text)) % 60)`);
  await admin.query(`
    INSERT INTO read.risk_alerts
      (alert, n, parcours, beneficiary, territory, viewers, receivers, shadow, rule_set_version, raised_on, raised_ms,
       backlog, level, suspended, causes, revision, position, seen_ms)
    SELECT parcours, 1, parcours, beneficiary, territory, viewers, '{}', false, 1, '2026-10-01', 1790000000000,
           false, 'critical', false, '[]', 0, '', 1790000100000
      FROM read.risk_board WHERE abs(hashtext(parcours::text)) % ${ALERTS_OF} = 0`);
}
