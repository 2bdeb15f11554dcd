import type pg from 'pg';
import { KEYS_TO_REWRAP, REWRAP_KEYS, type KeyRow } from './key-statements.js';
import { addMasterKeyVersion } from './master-key-file.js';
import { MasterKeyError, type MasterKey } from './master-key.js';
import { registerMasterKey } from './register-master-key.js';

export interface RotationOptions {
  /** Of the command line's or the worker's role. */
  readonly pool: pg.Pool;
  readonly masterKey: MasterKey;
  /** The key file that `masterKey` was opened from. */
  readonly path: string;
  /** Keys per transaction: 500 by default, some 10 ms. */
  readonly batchSize?: number;
  /** Stops between two batches; the next call goes on from there. */
  readonly signal?: AbortSignal;
  readonly onBatch?: (rewrapped: number) => void;
}

export interface Rotation {
  readonly version: number;
  /** True where an earlier rotation had stopped half-way and was finished instead of starting another one. */
  readonly resumed: boolean;
  readonly rewrapped: number;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const NO_OTHER_ROTATION = `SELECT pg_try_advisory_lock(hashtext('jalons.master-key')) AS free`;
const ROTATION_ENDED = `SELECT pg_advisory_unlock(hashtext('jalons.master-key'))`;

/**
 * Wraps every living key under a new version of the master key. Each batch commits by itself and each key opens at every
 * instant, under the version its row names: stopped anywhere, the next call finishes. Older versions stay in the file,
 * for the backups and for processes that have not read it again.
 */
export async function rotateMasterKey(options: RotationOptions): Promise<Rotation> {
  const client = await options.pool.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(NO_OTHER_ROTATION);
    // Two rotations at once would both add a version, and one of the two would be lost with the file it wrote.
    if (rows[0]?.free !== true) throw new MasterKeyError('Une rotation de la clé maîtresse est déjà en cours.');
    try {
      return await rotate(client, options);
    } finally {
      await client.query(ROTATION_ENDED);
    }
  } finally {
    client.release();
  }
}

async function rotate(client: pg.PoolClient, { masterKey, path, ...options }: RotationOptions): Promise<Rotation> {
  const batchSize = options.batchSize ?? 500;
  masterKey.reload();
  const resumed = (await keysToRewrap(client, masterKey.current, BEFORE_ALL, 1)).length > 0;
  if (!resumed) {
    addMasterKeyVersion(path);
    masterKey.reload();
  }
  await registerMasterKey(client, masterKey);

  let rewrapped = 0;
  let after = BEFORE_ALL;
  while (options.signal?.aborted !== true) {
    const batch = await keysToRewrap(client, masterKey.current, after, batchSize);
    const last = batch.at(-1);
    if (last === undefined) break;
    rewrapped += await rewrap(client, masterKey, batch);
    after = last.key_id;
    options.onBatch?.(rewrapped);
  }
  return { version: masterKey.current, resumed, rewrapped };
}

async function keysToRewrap(client: pg.PoolClient, current: number, after: string, max: number): Promise<KeyRow[]> {
  const { rows } = await client.query<KeyRow>(KEYS_TO_REWRAP, [current, after, max]);
  return rows;
}

async function rewrap(client: pg.PoolClient, masterKey: MasterKey, batch: readonly KeyRow[]): Promise<number> {
  const wrapped = batch.map(({ key_id, wrapped, master_version }) => {
    const key = masterKey.unwrap(key_id, { wrapped: wrapped!, version: master_version });
    return masterKey.wrap(key_id, key).wrapped;
  });
  const { rows } = await client.query<{ count: number }>(REWRAP_KEYS, [
    batch.map(({ key_id }) => key_id),
    batch.map(({ master_version }) => master_version),
    wrapped,
    masterKey.current,
  ]);
  return rows[0]!.count;
}
