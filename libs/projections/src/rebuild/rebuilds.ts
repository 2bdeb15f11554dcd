import type pg from 'pg';
import type { Walk } from '../feed/event-feed.js';
import { type FenceTarget, leaseName, markBroken, readRow } from '../fold/checkpoint.js';
import { failureCode } from '../fold/failure.js';
import { asOwner } from '../install/as-owner.js';
import { createTables, register } from '../install/tables.js';
import type { Lease, LeaseKeeper } from '../lease/lease-keeper.js';
import type { Projection } from '../projection.js';
import { ownTransaction } from '../sql/transaction.js';
import { Build, type BuildServices, type OnFolded } from './build.js';
import { compare } from './compare.js';
import { discard, dropTables } from './discard.js';
import { type RebuildOutcome, RebuildStopped, type Stopped, type VerifyOutcome } from './outcome.js';
import { Swap } from './swap.js';

export interface RebuildServices extends BuildServices {
  readonly ownerUrl: string;
  readonly leases: LeaseKeeper;
  readonly stopped: AbortSignal;
}

/** Builds projections anew in the schema `building`, beside the served ones, to compare or to replace them. */
export class Rebuilds {
  constructor(private readonly services: RebuildServices) {}

  /** Folds the whole log beside, says how it compares, and serves it in place of the old tables. */
  rebuild(projection: Projection, onFolded: OnFolded = () => {}): Promise<RebuildOutcome> {
    return this.beside<RebuildOutcome>(projection, onFolded, async (owner, build, target, ended) => {
      const compared = await compare(this.services.pool, projection, build);
      const old = await new Swap(owner, projection, target, build, ended).run();
      const retired = await dropTables(owner, 'retired', old);
      const { name, version } = projection;
      return { projection: name, status: 'swapped', version, ...compared, retired };
    });
  }

  /** Folds the whole log beside and compares; what is served stays as it is. */
  verify(projection: Projection, onFolded: OnFolded = () => {}): Promise<VerifyOutcome> {
    return this.beside<VerifyOutcome>(projection, onFolded, async (owner, build) => {
      const served = await readRow(this.services.pool, projection.name, 'read');
      if (served !== null && served.version !== projection.version) throw new RebuildStopped('other-version');
      const compared = await compare(this.services.pool, projection, build);
      await discard(owner, projection.name, tablesOf(projection));
      const equal = compared.tables.every((table) => table.equal);
      return { projection: projection.name, status: equal ? 'equal' : 'differs', ...compared };
    });
  }

  private async beside<Outcome>(
    projection: Projection,
    onFolded: OnFolded,
    work: (owner: pg.Client, build: Build, target: FenceTarget, ended: AbortSignal) => Promise<Outcome>,
  ): Promise<Outcome | Stopped> {
    // Before anything is waited for: builds that are begun together read the log together.
    const walk = this.services.feed.walk();
    try {
      return await this.underLease(projection, onFolded, walk, work);
    } finally {
      walk.end();
    }
  }

  private async underLease<Outcome>(
    projection: Projection,
    onFolded: OnFolded,
    walk: Walk,
    work: (owner: pg.Client, build: Build, target: FenceTarget, ended: AbortSignal) => Promise<Outcome>,
  ): Promise<Outcome | Stopped> {
    const { leases, ownerUrl, stopped } = this.services;
    const { name, version } = projection;
    const [lease] = await leases.acquire([leaseName(name, 'building')]);
    if (lease === undefined) return { projection: name, status: 'stopped', reason: 'busy' };
    const { holder, ttlMs } = leases.options;
    const target: FenceTarget = { projection: name, slot: 'building', version, holder, ttlMs };
    const ending = endOf(lease, stopped);
    try {
      return await asOwner(ownerUrl, async (owner) => {
        await this.begin(owner, projection);
        const build = new Build(this.services, projection, target, walk, ending.signal, onFolded);
        return work(owner, build, target, ending.signal);
      });
    } catch (error) {
      const { reason, details }: Pick<RebuildStopped, 'reason' | 'details'> =
        error instanceof RebuildStopped ? error : { reason: 'fault', details: { code: failureCode(error) } };
      // What was built so far stays beside, with the reason: the status shows it, the next rebuild begins anew.
      await markBroken(this.services.pool, target, details.code ?? reason, details.position ?? null).catch(() => {});
      if (!(error instanceof RebuildStopped)) throw error;
      return { projection: name, status: 'stopped', reason, ...details };
    } finally {
      ending.dispose();
      await lease.release();
    }
  }

  private async begin(owner: pg.Client, projection: Projection): Promise<void> {
    const served = await readRow(owner, projection.name, 'read');
    if (served === null) throw new RebuildStopped('not-installed');
    if (served.version > projection.version) throw new RebuildStopped('newer-in-database');
    await discard(owner, projection.name, tablesOf(projection));
    await ownTransaction(owner, async () => {
      await createTables(owner, projection, 'building');
      await register(owner, projection, 'building', 'rebuilding');
    });
  }
}

function tablesOf({ tables }: Projection): readonly string[] {
  return tables.map(({ name }) => name);
}

function endOf(lease: Lease, stopped: AbortSignal): { readonly signal: AbortSignal; dispose(): void } {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  if (stopped.aborted) end();
  stopped.addEventListener('abort', end);
  lease.lost.addEventListener('abort', end);
  const dispose = (): void => {
    stopped.removeEventListener('abort', end);
    // A fold that its comparison left behind ends too.
    end();
  };
  return { signal: ending.signal, dispose };
}
