import { createPool } from '@jalons/database';
import { defineQueue, jobId, type Jobs } from '@jalons/jobs';
import { addMonths, randomId, type CivilDate } from '@jalons/kernel';

const QUEUE = defineQueue<Record<string, never>>({ name: 'housekeeping' });

/** How long the access journal is kept, in whole months: 12, the most that the CNIL advises (journalisation). */
const JOURNAL_MONTHS = 12;

/** How long the cases that a back-test missed are listed, by parcours: its figures stay, in the log. */
const MISSED_MONTHS = 3;

const NIGHTLY = '15 3 * * *';

const PURGE_SIGN_INS = 'SELECT auth.purge()';
/** $1 a day in the first month that is kept */
const DROP_JOURNAL = `SELECT journal.drop_months_before(date_trunc('month', $1::date)::date)`;

/** $1 a day */
const FORGET_MISSED = `
  DELETE FROM engine.back_test_missed missed USING engine.back_tests run
   WHERE run.id = missed.run AND run.finished_ms < extract(epoch FROM $1::date) * 1000`;

export interface HousekeepingOptions {
  /** Connection string of the worker's role. */
  readonly url: string;
  /** The day that it is, where the product serves. */
  readonly today: () => CivilDate;
  /** The zone whose night it waits for. */
  readonly zone: string;
}

/** Cleans up each night, and at each start, for an installation may be off at night: see {@link cleanUp}. */
export async function keepHouse(jobs: Jobs, { url, today, zone }: HousekeepingOptions): Promise<void> {
  const queue = await jobs.queue(QUEUE);
  await queue.schedule('nightly', { cron: NIGHTLY, zone }, {});
  await jobs.work(QUEUE, () => cleanUp(url, today()));
  await queue.enqueue([{ id: jobId('housekeeping', randomId()), payload: {} }]);
}

/**
 * Removes what is kept for a time only: sessions, links and counts of wrong passwords that are over, the months of the
 * access journal beyond their term (security.md § 4), the cases that back-tests missed. Doing it twice is doing it once.
 */
export async function cleanUp(url: string, today: CivilDate): Promise<void> {
  const pool = createPool(url, { name: 'jalons-housekeeping', max: 1 });
  try {
    await pool.query(PURGE_SIGN_INS);
    await pool.query(DROP_JOURNAL, [addMonths(today, -JOURNAL_MONTHS)]);
    await pool.query(FORGET_MISSED, [addMonths(today, -MISSED_MONTHS)]);
  } finally {
    await pool.end();
  }
}
