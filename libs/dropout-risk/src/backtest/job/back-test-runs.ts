import type { LogHead } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { MissedExit } from '../measure.js';
import type { BackTestProgress } from '../run-back-test.js';
import type { BackTestSummary, RuleSetComparison } from '../summary.js';

/** What a coordinator asked of a back-test. */
export interface AskedBackTest {
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly horizonDays: number;
  readonly everyDays: number;
  /** A version of the territory's rules to compare with. */
  readonly against?: number;
}

/** A run that a worker is to carry out. */
export interface DueBackTest {
  readonly id: Uuid;
  readonly territory: Uuid;
  readonly version: number;
  readonly ruleSetHash: string;
  readonly asked: AskedBackTest;
  readonly head: LogHead;
  readonly requestedBy: Uuid;
  /** `recording`: its event may stand in the log already. */
  readonly state: 'waiting' | 'running' | 'recording';
}

interface Row extends Omit<DueBackTest, 'head'> {
  readonly position: string;
  readonly recordedAt: Instant;
}

/** No parameter: what is not done */
const DUE = `
  SELECT id FROM engine.back_tests WHERE state IN ('waiting', 'running', 'recording') ORDER BY requested_ms, id`;

/** $1 run: takes it up; no row where it was taken back, or is done */
const TAKE = `
  UPDATE engine.back_tests SET state = CASE state WHEN 'recording' THEN state ELSE 'running' END
   WHERE id = $1 AND state IN ('waiting', 'running', 'recording')
  RETURNING id, territory, version, rule_set_hash AS "ruleSetHash", asked, position,
            recorded_ms::float8 AS "recordedAt", requested_by AS "requestedBy", state`;

/** $1 run, $2 events read, $3 events in all; nothing where it was taken back */
const TELL = `UPDATE engine.back_tests SET read_events = $2, total_events = $3 WHERE id = $1 AND state IN ('running', 'recording')`;

/** $1 run: from here on it can no more be taken back */
const RECORDING = `UPDATE engine.back_tests SET state = 'recording' WHERE id = $1 AND state IN ('running', 'recording')`;

/** $1 run, $2 event, $3 summary, $4 comparison, $5 now */
const RECORDED = `
  UPDATE engine.back_tests
     SET state = 'recorded', event_id = $2, summary = $3::jsonb, comparison = $4::jsonb, finished_ms = $5,
         read_events = coalesce(total_events, read_events)
   WHERE id = $1 AND state = 'recording'`;

/** $1 run, $2 parcours, $3 days of exit; nobody who is gone, or about to be */
const MISSED = `
  INSERT INTO engine.back_test_missed (run, parcours, beneficiary, exit_on)
    SELECT $1, board.parcours, board.beneficiary, told.exit_on
      FROM unnest($2::uuid[], $3::date[]) told (parcours, exit_on) JOIN read.risk_board board USING (parcours)
     WHERE NOT EXISTS (SELECT FROM privacy.erasures erasure WHERE board.beneficiary = ANY (erasure.people))
    ON CONFLICT DO NOTHING`;

/** $1 run, $2 code, $3 now */
const FAILED = `
  UPDATE engine.back_tests SET state = 'failed', error_code = $2, finished_ms = $3
   WHERE id = $1 AND state IN ('waiting', 'running', 'recording')`;

/** The runs as a worker sees them. */
export class BackTestRuns {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  async due(): Promise<readonly Uuid[]> {
    const { rows } = await this.pool.query<{ id: Uuid }>(DUE);
    return rows.map(({ id }) => id);
  }

  /** Null where it was taken back, or is done. */
  async take(id: Uuid): Promise<DueBackTest | null> {
    const { rows } = await this.pool.query<Row>(TAKE, [id]);
    const [row] = rows;
    if (row === undefined) return null;
    const { position, recordedAt, ...run } = row;
    return { ...run, head: { position, recordedAt } };
  }

  /** False where it was taken back meanwhile. */
  async tell(id: Uuid, { read, total }: BackTestProgress): Promise<boolean> {
    return (await this.pool.query(TELL, [id, read, total])).rowCount === 1;
  }

  /** False where it was taken back meanwhile. */
  async beginRecording(id: Uuid): Promise<boolean> {
    return (await this.pool.query(RECORDING, [id])).rowCount === 1;
  }

  async recorded(
    id: Uuid,
    found: {
      readonly eventId: Uuid;
      readonly summary: BackTestSummary;
      readonly comparison: RuleSetComparison | null;
      readonly missed: readonly MissedExit[];
    },
    now: Instant,
  ): Promise<void> {
    const { eventId, summary, comparison, missed } = found;
    await this.pool.query(MISSED, [id, missed.map((one) => one.parcours), missed.map((one) => one.exitOn)]);
    const values = [id, eventId, JSON.stringify(summary), comparison && JSON.stringify(comparison), now];
    await this.pool.query(RECORDED, values);
  }

  async failed(id: Uuid, code: string, now: Instant): Promise<void> {
    await this.pool.query(FAILED, [id, code, now]);
  }
}
