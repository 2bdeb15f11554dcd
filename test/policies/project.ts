import type { ReadableEvent, StoredEvent } from '@jalons/event-log';
import type { Projection, Slot } from '@jalons/projections';
import type pg from 'pg';
import { TransactionSql } from '../../libs/projections/src/sql/transaction-sql.js';
import { inTransaction } from '../../libs/projections/src/sql/transaction.js';

/** Folds a batch into the tables of a projection as the engine does, in one transaction, without its checkpoint. */
export async function project(
  database: pg.Pool,
  projection: Projection,
  events: readonly ReadableEvent[],
  slot: Slot = 'read',
): Promise<void> {
  const handled = events.filter((event): event is StoredEvent => !event.erased && projection.handles.has(event.type));
  if (handled.length === 0) return;
  await inTransaction(database, (client) => applyTo(client, projection, handled, slot));
}

/** The same inside a transaction of the caller's. */
export async function applyTo(
  client: pg.ClientBase,
  projection: Projection,
  events: readonly StoredEvent[],
  slot: Slot,
): Promise<void> {
  const sql = new TransactionSql(client, projection, slot, new Map());
  await projection.apply(events, sql);
  sql.close();
}
