import { createPool } from '@jalons/database';
import type { ReadableEvent, StoredEvent } from '@jalons/event-log';
import type { Projection, Row, Slot } from '@jalons/projections';
import pg from 'pg';
import { createTables, forcePolicies } from '../../../libs/projections/src/install/tables.js';
import { applyTo, project } from '../../policies/project.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** The tables of some projections in a database of their own, served and building, written to as the worker does. */
export class ReadModels {
  private constructor(
    readonly database: TestDatabase,
    /** The owner's connection. */
    readonly owner: pg.Client,
    private readonly worker: pg.Pool,
  ) {}

  static async open(projections: readonly Projection[]): Promise<ReadModels> {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    for (const projection of projections) {
      await createTables(owner, projection, 'read');
      for (const { name } of projection.tables) await forcePolicies(owner, `read.${name}`);
      await createTables(owner, projection, 'building');
    }
    return new ReadModels(database, owner, createPool(database.urls.worker, { name: 'spec', max: 1 }));
  }

  fold(projection: Projection, events: readonly ReadableEvent[], slot: Slot = 'read'): Promise<void> {
    return project(this.worker, projection, events, slot);
  }

  /** Folds a batch and takes it back, as a failure after it does. */
  async foldInVain(projection: Projection, events: readonly ReadableEvent[]): Promise<void> {
    const handled = events.filter((event): event is StoredEvent => !event.erased && projection.handles.has(event.type));
    const client = await this.worker.connect();
    try {
      await client.query('BEGIN');
      if (handled.length > 0) await applyTo(client, projection, handled, 'read');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  /** Every row of one of its tables, in the order of its primary key. */
  async rows(projection: Projection, table: string, slot: Slot = 'read'): Promise<Row[]> {
    const { primaryKey } = projection.tables.find(({ name }) => name === table)!;
    return (await this.worker.query<Row>(`SELECT * FROM ${slot}.${table} ORDER BY ${primaryKey.join()}`)).rows;
  }

  async allRows(projection: Projection, slot: Slot = 'read'): Promise<Readonly<Record<string, Row[]>>> {
    const tables: Record<string, Row[]> = {};
    for (const { name } of projection.tables) tables[name] = await this.rows(projection, name, slot);
    return tables;
  }

  async clear(projection: Projection, slot: Slot = 'read'): Promise<void> {
    for (const { name } of projection.tables) await this.worker.query(`DELETE FROM ${slot}.${name}`);
  }

  async close(): Promise<void> {
    await Promise.all([this.owner.end(), this.worker.end()]);
    await this.database.drop();
  }
}
