import { randomId } from '@jalons/kernel';
import type { Position } from '@jalons/event-log';
import type pg from 'pg';
import { leaseName } from '../fold/checkpoint.js';
import { asOwner } from '../install/as-owner.js';
import { LeaseKeeper } from '../lease/lease-keeper.js';
import { discard, dropTables } from './discard.js';

/** Versions of read models that have not come as far as a position, by what they are. */
export interface Laggards {
  readonly served: number;
  /** Somebody builds them now. */
  readonly building: number;
  /** What a rebuild or a comparison left when it was killed, or stopped: nobody goes on with them. */
  readonly abandoned: number;
}

/** While what was left is dropped, whoever would build the same finds it busy; renewed as long as that takes. */
const LEASE_MS = 15_000;

/** $1 pattern of the lease of a build, $2 position, or NULL for all versions */
const VERSIONS = `
  SELECT count(*) FILTER (WHERE one.slot = 'read')::int AS served,
         count(*) FILTER (WHERE one.slot = 'building' AND lease.name IS NOT NULL)::int AS building,
         count(*) FILTER (WHERE one.slot = 'building' AND lease.name IS NULL)::int AS abandoned
    FROM engine.projections one
    LEFT JOIN engine.leases lease ON lease.name = format($1, one.name) AND lease.expires_at > clock_timestamp()
   WHERE $2::text IS NULL OR one.checkpoint IS NULL OR one.checkpoint < $2`;
const LEASE_OF_BUILD = leaseName('%s', 'building');

/** No parameter */
const BUILDS = `SELECT name FROM engine.projections WHERE slot = 'building' ORDER BY name`;

/** No parameter; partitions go with their parent. */
const RETIRED = `
  SELECT relname AS name FROM pg_class
   WHERE relnamespace = 'retired'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`;

/** How many versions, served, being built or left, have not folded the event at a position; null for any at all. */
export async function laggardsBehind(pool: pg.Pool, position: Position | null): Promise<Laggards> {
  return (await pool.query<Laggards>(VERSIONS, [LEASE_OF_BUILD, position])).rows[0]!;
}

/** Whether a rebuild left tables that nobody reads: a swap the old ones, or a build that was not ended its own. */
export async function hasLeftovers(pool: pg.Pool): Promise<boolean> {
  const { abandoned } = await laggardsBehind(pool, null);
  return abandoned > 0 || (await pool.query(RETIRED)).rowCount! > 0;
}

/**
 * Drops what rebuilds and comparisons left when they were killed or stopped; those that go on hold their lease, and keep
 * theirs. What something still reads stays, and counts as abandoned.
 * @param pool under the worker's role
 */
export async function dropAbandonedBuilds(pool: pg.Pool, ownerUrl: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(BUILDS);
  if (rows.length === 0) return;
  const keeper = new LeaseKeeper(pool, { holder: randomId(), ttlMs: LEASE_MS });
  try {
    const leases = await keeper.acquire(rows.map(({ name }) => leaseName(name, 'building')));
    const free = new Set(leases.map(({ name }) => name));
    await asOwner(ownerUrl, async (owner) => {
      for (const { name } of rows.filter((row) => free.has(leaseName(row.name, 'building')))) {
        await discard(owner, name).catch(unlessLocked);
      }
    });
    for (const lease of leases) await lease.release();
  } finally {
    await keeper.close();
  }
}

/**
 * Drops the tables that swaps replaced and did not come to drop.
 * @returns false where something still reads one
 */
export async function dropRetired(ownerUrl: string): Promise<boolean> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(RETIRED);
    const left = await dropTables(
      owner,
      'retired',
      rows.map(({ name }) => name),
    );
    return left.length === 0;
  });
}

function unlessLocked(error: unknown): void {
  if ((error as { readonly code?: string }).code !== '55P03') throw error;
}
