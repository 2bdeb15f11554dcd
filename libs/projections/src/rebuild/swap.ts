import { backoffMs, pause } from '@jalons/kernel';
import type pg from 'pg';
import { CHECKPOINT_CHANNEL, type FenceTarget, leaseName } from '../fold/checkpoint.js';
import { definitionOf } from '../install/definition.js';
import { forcePolicies } from '../install/tables.js';
import type { Projection } from '../projection.js';
import { qualified } from '../sql/transaction-sql.js';
import { ownTransaction } from '../sql/transaction.js';
import type { Build } from './build.js';
import { RebuildStopped } from './outcome.js';
import { boundObject, rightsOf } from './rights.js';

/** Readers queue behind a lock that is waited for: never for longer than this. */
const LOCK_TIMEOUT_MS = 300;
const MAX_ATTEMPTS = 40;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';

/** $1 name; waits for the batch that is being committed, and holds off the next one. */
const SERVED = `
  SELECT version, definition, tables, checkpoint FROM engine.projections WHERE name = $1 AND slot = 'read' FOR UPDATE`;

/** $1 lease, $2 holder: no row where another process has begun to build meanwhile. */
const FENCE = `SELECT FROM engine.leases WHERE name = $1 AND holder = $2 FOR UPDATE`;

/** $1 name, $2 version, $3 definition, $4 tables: the row of the version built becomes that of the served one. */
const REGISTER = `
  UPDATE engine.projections served
     SET version = $2, definition = $3, tables = $4, checkpoint = built.checkpoint,
         folded_recorded_at = built.folded_recorded_at, state = 'catching-up', error_code = NULL, error_position = NULL,
         replays_done = served.replays_requested
    FROM engine.projections built
   WHERE served.name = $1 AND served.slot = 'read' AND built.name = $1 AND built.slot = 'building'`;

/** $1 name */
const FORGET_BUILD = `DELETE FROM engine.projections WHERE name = $1 AND slot = 'building'`;

/** $1 name: what was set aside is in the rows of the version built, which stops at the first poison event. */
const FORGET_PARKED = `DELETE FROM engine.parked_events WHERE projection = $1`;

/** $1 lease: whoever feeds the served version is deposed, and reads the new checkpoint before it goes on. */
const DEPOSE = `DELETE FROM engine.leases WHERE name = $1`;

/** $1 channel, $2 name, $3 checkpoint */
const ANNOUNCE = `SELECT pg_notify($1, $2 || ' ' || $3)`;

interface ServedRow {
  readonly version: number;
  readonly definition: string;
  readonly tables: readonly string[];
  readonly checkpoint: string | null;
}

/**
 * Serves the version built in place of the old one, in one transaction: tables with their indexes, grants and policies,
 * checkpoint and version. Old tables go to `retired`. Readers see the one or the other, and wait for at most the
 * lock timeout. Runs as the owner.
 */
export class Swap {
  constructor(
    private readonly owner: pg.Client,
    private readonly projection: Projection,
    private readonly target: FenceTarget,
    private readonly build: Build,
    private readonly ended: AbortSignal,
  ) {}

  /** @returns names of the tables that now lie in `retired` */
  async run(): Promise<readonly string[]> {
    for (const { name } of this.projection.tables) await this.owner.query(`ANALYZE ${qualified('building', name)}`);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      if (this.ended.aborted) throw new RebuildStopped('interrupted');
      await this.build.foldToEnd();
      const retired = await this.attempt();
      if (retired !== null) return retired;
      await pause(backoffMs(Math.min(attempt, 3)), this.ended);
    }
    throw new RebuildStopped('locked');
  }

  /** Null where locks could not be had in time, or the served version got ahead once more. */
  private async attempt(): Promise<readonly string[] | null> {
    try {
      return await ownTransaction(
        this.owner,
        () => this.exchange(),
        `BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`,
      );
    } catch (error) {
      if (error instanceof Ahead) return null;
      const { code } = error as { code?: unknown };
      if (code === LOCK_NOT_AVAILABLE || code === DEADLOCK) return null;
      throw error;
    }
  }

  private async exchange(): Promise<readonly string[]> {
    const { owner, projection, target } = this;
    const { name, version } = projection;
    const { rows } = await owner.query<{ tables: string[] }>(
      `SELECT tables FROM engine.projections WHERE name = $1 AND slot = 'read'`,
      [name],
    );
    const lockable = (rows[0]?.tables ?? []).map((table) => qualified('read', table));
    // Tables before the row, as a batch takes them: whoever is in the middle of one comes to its end.
    if (lockable.length > 0) await owner.query(`LOCK TABLE ${lockable.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    const served = await this.servedRow();
    if ((this.build.checkpoint ?? '') < (served.checkpoint ?? '')) throw new Ahead();
    const fence = await owner.query(FENCE, [leaseName(name, 'building'), target.holder]);
    if (fence.rowCount !== 1) throw new RebuildStopped('interrupted');
    await this.check(served);
    for (const table of served.tables) {
      await owner.query(`DROP TABLE IF EXISTS ${qualified('retired', table)}`);
      await owner.query(`ALTER TABLE ${qualified('read', table)} SET SCHEMA retired`);
    }
    const tables = projection.tables.map((table) => table.name);
    for (const table of tables) await owner.query(`ALTER TABLE ${qualified('building', table)} SET SCHEMA read`);
    await owner.query(REGISTER, [name, version, definitionOf(projection), tables]);
    await owner.query(FORGET_BUILD, [name]);
    await owner.query(FORGET_PARKED, [name]);
    await owner.query(DEPOSE, [leaseName(name, 'read')]);
    if (this.build.checkpoint !== null) {
      await owner.query(ANNOUNCE, [CHECKPOINT_CHANNEL, name, this.build.checkpoint]);
    }
    return served.tables;
  }

  private async servedRow(): Promise<ServedRow> {
    const { rows } = await this.owner.query<ServedRow>(SERVED, [this.projection.name]);
    if (rows[0] === undefined) throw new RebuildStopped('not-installed');
    if (rows[0].version > this.projection.version) throw new RebuildStopped('newer-in-database');
    return rows[0];
  }

  /** Policies in force, nothing bound to the old tables, and the same rights where the version is the same. */
  private async check(served: ServedRow): Promise<void> {
    const { owner, projection } = this;
    for (const { name } of projection.tables) await forcePolicies(owner, qualified('building', name));
    const object = await boundObject(
      owner,
      served.tables.map((table) => qualified('read', table)),
    );
    if (object !== null) throw new RebuildStopped('bound', { object });
    if (served.version !== projection.version) return;
    for (const table of served.tables) {
      const [old, built] = [qualified('read', table), qualified('building', table)];
      if ((await rightsOf(owner, old)) !== (await rightsOf(owner, built))) {
        throw new RebuildStopped('rights-differ', { table });
      }
    }
  }
}

/** The served version moved between our last batch and the lock. */
class Ahead extends Error {}
