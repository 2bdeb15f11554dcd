import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { createPool, NotificationListener } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { DepositDesk, type CarriedOut } from '@jalons/import';
import { defineQueue, jobId, type JobQueue, type Jobs } from '@jalons/jobs';
import { randomId, type Uuid } from '@jalons/kernel';
import pg from 'pg';
import type { StorageSettings } from '../engine/storage.js';

export interface DepositParts {
  /** Connection string of the worker's role. */
  readonly url: string;
  readonly idSecret: Uint8Array;
  readonly clock: Clock;
  /** For the thread that does the work, which opens log and database of its own. */
  readonly settings: StorageSettings;
  readonly logger: Logger;
}

/** What the thread is told: which deposit to carry out, or to stop the one under way. */
export type DepositThreadOrder = { readonly carryOut: Uuid } | 'stop';

const QUEUE = defineQueue<Record<string, never>>({ name: 'imports' });
/** Something was asked of an import: see libs/import. */
const CHANNEL = 'jalons_import';
const EVERY_MS = 60_000;
/** While another import runs, or a command line imports. */
const AGAIN_MS = 3_000;
/** Files with what they hold of people are not kept for somebody who went away: as drafts in a browser are not. */
const LEFT_ALONE_MS = 24 * 60 * 60_000;

/**
 * One deposit at a time, whichever worker has it; held by the connection, so that the work of a worker that was killed is
 * taken up again.
 */
const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtext('jalons.import.deposits')) AS locked`;

/** What a hostile file may take before it is stopped, for all other work of this process goes on beside it. In MB. */
const MOST_MEMORY_MB = 1_024;

/** Imports under way, in one of the workers. */
export interface CarriedOutDeposits {
  close(): Promise<void>;
}

/**
 * Carries out what managers ask of imports, in a thread of its own (security.md § 5: nothing that answers requests reads a
 * file), and takes up again each minute what a crash has left; abandons what nobody came back to.
 */
export async function carryOutDeposits(jobs: Jobs, parts: DepositParts): Promise<CarriedOutDeposits> {
  const running = new Set<DepositThread>();
  const queue = await jobs.queue(QUEUE);
  await queue.schedule('every-minute', { everyMs: EVERY_MS }, {});
  await jobs.work(QUEUE, () => carryOutDue(parts, queue, running));
  const pool = createPool(parts.url, { name: 'jalons-deposits', max: 1 });
  const desk = new DepositDesk(pool, parts.idSecret);
  const listener = new NotificationListener(
    { connectionString: parts.url, application_name: 'jalons-deposits', keepAlive: true },
    [CHANNEL],
    {
      onNotification: () => {
        ask(queue);
        // What is under way may be what is to stop.
        for (const thread of running) void thread.stopIfAsked(desk).catch(() => {});
      },
      onListening: () => ask(queue),
    },
  );
  return {
    close: async () => {
      await listener.close();
      await Promise.all([...running].map((thread) => thread.end()));
      await pool.end();
    },
  };
}

/** Told early; what could not be enqueued is found within the minute. */
function ask(queue: JobQueue<Record<string, never>>, delayMs = 0): void {
  const job = { id: jobId('imports', randomId()), payload: {}, ...(delayMs > 0 && { delayMs }) };
  void queue.enqueue([job]).catch(() => {});
}

async function carryOutDue(
  { url, idSecret, clock, settings, logger }: DepositParts,
  queue: JobQueue<Record<string, never>>,
  running: Set<DepositThread>,
): Promise<void> {
  const lock = new pg.Client({ connectionString: url, application_name: 'jalons-deposits-lock', keepAlive: true });
  lock.on('error', () => {});
  await lock.connect();
  const pool = createPool(url, { name: 'jalons-deposits', max: 1 });
  try {
    const { rows } = await lock.query<{ locked: boolean }>(TRY_LOCK);
    // Another worker is at it, and looks again before it ends.
    if (!rows[0]!.locked) return;
    const desk = new DepositDesk(pool, idSecret);
    await desk.abandonBefore(clock.now() - LEFT_ALONE_MS);
    if ((await desk.due()).length === 0) return;
    const thread = new DepositThread(settings);
    running.add(thread);
    try {
      for (let due = await desk.due(); due.length > 0; due = await desk.due()) {
        if ((await thread.carryOut(due[0]!)) === 'again') return ask(queue, AGAIN_MS);
      }
    } catch (error) {
      logger.warn({ code: (error as { code?: string }).code }, 'import interrupted');
      throw error;
    } finally {
      running.delete(thread);
      await thread.end();
    }
  } finally {
    await pool.end();
    await lock.end();
  }
}

/** Beside this file, built or not. */
const THREAD = new URL(import.meta.url.replace(/imports(\.[jt]s)$/, 'deposit-thread$1'));

/** Where deposits are carried out, beside everything else of this process; one at a time. */
class DepositThread {
  private readonly worker: Worker;
  private readonly failed: Promise<never>;
  private current: Uuid | undefined;

  constructor(settings: StorageSettings) {
    this.worker = new Worker(THREAD, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    this.failed = new Promise((_, reject) => {
      this.worker.once('error', reject);
      this.worker.once('exit', () => reject(new Error('an import ended before it was done')));
    });
    // Told to whoever waits, if anybody does.
    this.failed.catch(() => {});
  }

  /** @throws what ended the thread, or made the work impossible for now */
  async carryOut(deposit: Uuid): Promise<CarriedOut> {
    this.current = deposit;
    this.tell({ carryOut: deposit });
    const [outcome] = (await Promise.race([once(this.worker, 'message'), this.failed])) as [CarriedOut];
    this.current = undefined;
    return outcome;
  }

  async stopIfAsked(desk: DepositDesk): Promise<void> {
    if (this.current !== undefined && (await desk.isStopping(this.current))) this.tell('stop');
  }

  /** At once, as a crash would: what was written stands, the rest is taken up again. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private tell(order: DepositThreadOrder): void {
    this.worker.postMessage(order);
  }
}
