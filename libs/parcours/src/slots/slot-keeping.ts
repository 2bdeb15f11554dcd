import { createPool } from '@jalons/database';
import { defineQueue, type Jobs } from '@jalons/jobs';
import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { ParcoursParts } from '../commands/parcours-parts.js';
import { Slots } from '../commands/slots.js';
import { Streams } from '../commands/streams.js';
import { GRACE_MS, SlotKeeper, type Kept } from './slot-keeper.js';

const QUEUE = defineQueue<Record<string, never>>({ name: 'slot-keeper' });
const EVERY_MS = 60_000;
const PAGE = 200;

/** $1 changed before that instant, $2 parcours after which to go on, $3 rows */
const AT_ODDS = `
  SELECT parcours, person FROM read.parcours_slots
   WHERE at_odds AND changed_ms <= $1 AND parcours > $2
   ORDER BY parcours LIMIT $3`;

const FIRST: Uuid = '00000000-0000-0000-0000-000000000000';

/** What the keeping of slots rests on, under the worker's role. */
export interface SlotKeepingParts extends ParcoursParts {
  /** Connection string of the worker's role. */
  readonly url: string;
}

/** Looks once a minute, in one of the workers, for what a crash left: see {@link SlotKeeper}. */
export async function keepSlots(jobs: Jobs, parts: SlotKeepingParts): Promise<void> {
  const queue = await jobs.queue(QUEUE);
  await queue.schedule('every-minute', { everyMs: EVERY_MS }, {});
  await jobs.work(QUEUE, async () => void (await keepSlotsOnce(parts)));
}

/**
 * Keeps every slot that is at odds with its parcours.
 * @returns how many came to what
 */
export async function keepSlotsOnce({ url, ...parts }: SlotKeepingParts): Promise<Partial<Record<Kept, number>>> {
  const streams = new Streams(parts.store);
  const keeper = new SlotKeeper(parts, streams, new Slots(streams, parts.runner, parts.codes));
  const pool = createPool(url, { name: 'jalons-slot-keeper', max: 1 });
  const outcomes: Partial<Record<Kept, number>> = {};
  try {
    let after = FIRST;
    for (;;) {
      const page = await atOdds(pool, parts.clock.now() - GRACE_MS, after);
      for (const { parcours, person } of page) {
        const kept = await keeper.keep({ parcoursId: parcours, beneficiaryId: person });
        outcomes[kept] = (outcomes[kept] ?? 0) + 1;
      }
      if (page.length < PAGE) return outcomes;
      after = page.at(-1)!.parcours;
    }
  } finally {
    await pool.end();
  }
}

async function atOdds(pool: pg.Pool, before: number, after: Uuid) {
  const { rows } = await pool.query<{ parcours: Uuid; person: Uuid }>(AT_ODDS, [before, after, PAGE]);
  return rows;
}
