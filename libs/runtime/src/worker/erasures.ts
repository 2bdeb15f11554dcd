import { createPool, NotificationListener, StillSeen, wipePages } from '@jalons/database';
import type { EventLog, EventStore } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { classCutsOf, loadDefinitions } from '@jalons/indicators';
import { defineQueue, jobId, type Jobs } from '@jalons/jobs';
import { dateAt, randomId, type NomenclatureCatalogue } from '@jalons/kernel';
import { ErasureHeldUp, ErasureSaga, ErasureStore, type ErasurePorts } from '@jalons/privacy';
import { CheckpointProgress, hasLeftovers } from '@jalons/projections';
import { projectionsOf } from '../engine/projections.js';
import { forgottenUpTo } from '../erasure/forgotten.js';
import { markErased } from '../erasure/mark-erased.js';
import { surveyOf } from '../erasure/survey.js';

export interface ErasureParts {
  /** Connection string of the worker's role. */
  readonly url: string;
  /** Of the owner of the tables; absent where this process has none, and then nothing is wiped by it. */
  readonly ownerUrl: string | undefined;
  readonly log: EventLog;
  readonly store: EventStore;
  readonly codes: NomenclatureCatalogue;
  readonly idSecret: Uint8Array;
  readonly clock: Clock;
  readonly zone: string;
}

const QUEUE = defineQueue<Record<string, never>>({ name: 'erasures' });
/** A new intent was noted: privacy.request_erasure. */
const CHANNEL = 'jalons_erasure';
const EVERY_MS = 60_000;
/** After which one is taken up again that a lagging read model, or a long transaction, held up. */
const HELD_UP_MS = 2_000;
/** Said of an erasure whose pages no process of this installation may wipe. */
const NO_OWNER = ['pages', 'write-ahead-log'];
/** The same of tables that an interrupted rebuild left: they hold whom they held, until another one of theirs is done. */
const LEFT_TABLES = 'left-tables';

/** Erasures under way, in one of the workers. */
export interface Erasures {
  close(): Promise<void>;
}

/**
 * Carries out erasures as soon as they are asked for; takes up again, soon, those that are held up, and at the start and
 * each minute those that a crash left (security.md § 3).
 */
export async function carryOutErasures(jobs: Jobs, parts: ErasureParts): Promise<Erasures> {
  const queue = await jobs.queue(QUEUE);
  await queue.schedule('every-minute', { everyMs: EVERY_MS }, {});
  // Told early; what could not be enqueued is found within the minute.
  const enqueue = (id: string, delayMs: number) =>
    void queue.enqueue([{ id: jobId('erasures', id), payload: {}, delayMs }]).catch(() => {});
  const ask = () => enqueue(randomId(), 0);
  await jobs.work(QUEUE, async () => {
    // Named after its time: however many find something held up, one comes back.
    const turn = Math.ceil(parts.clock.now() / HELD_UP_MS);
    if ((await carryOutErasuresOnce(parts)) > 0) enqueue(`turn-${turn}`, HELD_UP_MS);
  });
  return new NotificationListener(
    { connectionString: parts.url, application_name: 'jalons-erasures', keepAlive: true },
    [CHANNEL],
    { onNotification: ask, onListening: ask },
  );
}

/**
 * Carries out every erasure that is not done. One that is held up keeps no other from its end; what failed otherwise is
 * thrown afterwards.
 * @returns how many are held up
 */
export async function carryOutErasuresOnce(parts: ErasureParts): Promise<number> {
  const pool = createPool(parts.url, { name: 'jalons-erasures', max: 2 });
  const progress = CheckpointProgress.open({ url: parts.url });
  try {
    const store = new ErasureStore(pool);
    const saga = new ErasureSaga(store, portsOf(parts, pool, progress));
    const failures: unknown[] = [];
    let heldUp = 0;
    for (const id of await store.underWay()) {
      await saga.carryOut(id).catch((error: unknown) => {
        if (error instanceof ErasureHeldUp) heldUp += 1;
        else failures.push(error);
      });
    }
    if (failures.length > 0) throw failures[0];
    return heldUp;
  } finally {
    await progress.close();
    await pool.end();
  }
}

function portsOf(parts: ErasureParts, pool: ReturnType<typeof createPool>, progress: CheckpointProgress): ErasurePorts {
  const { log, store, codes, idSecret, clock, zone, ownerUrl } = parts;
  const today = () => dateAt(clock.now(), zone);
  const cuts = classCutsOf(loadDefinitions(codes).all());
  const projections = projectionsOf(codes).map(({ name }) => name);
  return {
    survey: (subject) => surveyOf({ log, store, pool, progress, codes, cuts, zone, today }, subject),
    async markErased(person, intent) {
      const marked = await markErased({ log, store, idSecret, today: today() }, person, intent);
      if (marked === null) throw new Error('an erasure names somebody whom the log does not know');
      return marked.position;
    },
    forgottenUpTo: (positions) => forgottenUpTo({ pool, progress, ownerUrl }, projections, positions),
    wipe: () => (ownerUrl === undefined ? unwiped(pool) : wipe(ownerUrl)),
    now: () => clock.now(),
  };
}

async function unwiped(pool: ReturnType<typeof createPool>): Promise<readonly string[]> {
  return (await hasLeftovers(pool)) ? [...NO_OWNER, LEFT_TABLES] : NO_OWNER;
}

async function wipe(ownerUrl: string): Promise<readonly string[]> {
  try {
    return await wipePages(ownerUrl);
  } catch (error) {
    if (error instanceof StillSeen) throw new ErasureHeldUp(error.message);
    throw error;
  }
}
