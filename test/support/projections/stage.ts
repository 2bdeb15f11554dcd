import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position, StreamName } from '@jalons/event-log';
import { randomId, type Uuid } from '@jalons/kernel';
import {
  type Projection,
  type ProjectionNotice,
  ProjectionRunner,
  type ProjectionRunnerOptions,
} from '@jalons/projections';
import pg from 'pg';
import { counterEvents } from '../../contract/command-runner.counter.js';
import { type OpenedStore, openStore } from '../event-store.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { appendCounters } from './append-counters.js';

/** Long enough for any machine; a wait that is fulfilled ends at once. */
export const WAIT_MS = 100_000;

/** A database with a log of counters, and the runners of a test over it. */
export class ProjectionStage {
  readonly notices: ProjectionNotice[] = [];
  private readonly runners: ProjectionRunner[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly secretsFolder: string,
    readonly store: OpenedStore,
    /** The superuser's connection: sees everything. */
    readonly admin: pg.Pool,
  ) {}

  static async open(): Promise<ProjectionStage> {
    const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-projections-'));
    const database = await createTestDatabase();
    const store = await openStore({ urls: database.urls, secretsFolder, definitions: counterEvents });
    const admin = new pg.Pool({ connectionString: database.urls.admin, max: 2 });
    admin.on('error', () => {});
    return new ProjectionStage(database, secretsFolder, store, admin);
  }

  /** A runner that has started over these projections. */
  async start(
    projections: readonly Projection[],
    options: Partial<ProjectionRunnerOptions> = {},
  ): Promise<ProjectionRunner> {
    const runner = await ProjectionRunner.open({
      url: this.database.urls.worker,
      ownerUrl: this.database.urls.owner,
      store: this.store.store,
      projections,
      onNotice: (notice) => this.notices.push(notice),
      ...options,
    });
    this.runners.push(runner);
    runner.start();
    return runner;
  }

  append(stream: StreamName, by: readonly number[], keyId: Uuid = randomId()): Promise<Position> {
    return appendCounters(this.store.store, stream, by, keyId);
  }

  /** Total by counter, as served. */
  async totals(): Promise<Record<string, number>> {
    const { rows } = await this.admin.query<{ counter: string; total: number }>(
      'SELECT counter, total FROM read.counter_totals ORDER BY counter',
    );
    return Object.fromEntries(rows.map(({ counter, total }) => [counter, total]));
  }

  async close(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await Promise.all([this.store.close(), this.admin.end()]);
    await this.database.drop();
    rmSync(this.secretsFolder, { recursive: true });
  }
}

export function newCounter(): StreamName {
  return `counter-${randomId()}`;
}

/** Asks again until the answer is yes; the test's own time limit ends it. */
export async function eventually(asked: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await asked())) await new Promise((resolve) => setTimeout(resolve, 10));
}
