import { createPool } from '@jalons/database';
import { assertSchemaCompatibility, createPostgresBackend, createRedisBackend, Queue, Worker } from 'bullmq';
import type { BackendFactory, IQueueBackend, Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { JobPayload } from '../port/jobs.js';
import { patientPool } from './patient-pool.js';

/** On either back end; payloads get their type back at the port. */
export type BullQueue = Queue<JobPayload, void, string, JobPayload, void, string, IQueueBackend, unknown>;
export type BullWorker = Worker<JobPayload, void, string, IQueueBackend, never, unknown>;

/** What makes queues and workers of BullMQ on the connections of one process. */
export interface BackEnd {
  queue(name: string, options: Omit<QueueOptions<unknown>, 'connection'>): BullQueue;
  worker(
    name: string,
    processor: Processor<JobPayload, void>,
    options: Omit<WorkerOptions<unknown>, 'connection'>,
  ): BullWorker;
  /** Ends the connections; queues and workers are closed before. */
  close(): Promise<void>;
}

interface Connections<C> {
  readonly producer: C;
  readonly consumer: C;
  close(): Promise<void>;
}

/** Where the tables are, and all that the functions of BullMQ see. */
const SCHEMA = 'bullmq';
/** One hash slot of a cluster for all keys: scripts touch several at once. */
const PREFIX = '{jalons}';

/**
 * Queues in tables of PostgreSQL, on one pool for the whole process: BullMQ would open one per queue and per worker.
 * Each worker keeps a connection of it to listen: it grows by one for each, else the last ones would wait for ever.
 * @param max connections at most, beside those that listen
 * @throws when it does not answer now, or has no tables for this version of BullMQ
 */
export async function postgresBackEnd(url: string, max: number, onError: (error: Error) => void): Promise<BackEnd> {
  const scoped = new URL(url);
  scoped.searchParams.set('options', `-c search_path=${SCHEMA}`);
  const pool = createPool(scoped.toString(), { name: 'jalons-jobs', max });
  try {
    await assertSchemaCompatibility(pool, SCHEMA);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const shared = patientPool(pool, onError);
  const back = backEndOn(createPostgresBackend, { producer: shared, consumer: shared, close: () => pool.end() });
  return {
    ...back,
    worker(...asked) {
      pool.options.max += 1;
      return back.worker(...asked);
    },
  };
}

/**
 * Queues in Redis, which must be told to keep what it is given (`appendonly yes`, `maxmemory-policy noeviction`).
 * @throws when it does not answer now
 */
export async function redisBackEnd(url: string, onError: (error: Error) => void): Promise<BackEnd> {
  // A producer is told at once that Redis is away instead of piling up commands; a worker waits for it.
  const producer = new Redis(url, { lazyConnect: true, enableOfflineQueue: false });
  const consumer = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null });
  const clients = [producer, consumer];
  for (const client of clients) client.on('error', onError);
  const close = async (): Promise<void> => {
    for (const client of clients) client.disconnect();
  };
  try {
    await Promise.all(clients.map((client) => client.connect()));
  } catch (error) {
    await close();
    throw error;
  }
  return backEndOn(createRedisBackend, { producer, consumer, close });
}

function backEndOn<B extends IQueueBackend, C>(factory: BackendFactory<B, C>, connections: Connections<C>): BackEnd {
  return {
    queue: (name, options) =>
      new Queue(name, { ...options, prefix: PREFIX, connection: connections.producer }, factory) as never,
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, prefix: PREFIX, connection: connections.consumer }, factory) as never,
    close: () => connections.close(),
  };
}
