import type { ReadableEvent, StoredEvent } from '@jalons/event-log';
import type { Projection, ProjectionSql, Row } from '@jalons/projections';
import type pg from 'pg';

/** Writes as the engine does, over the live tables, for specs that run a projection by hand. */
export function projectionSql(database: pg.Pool, projection: Projection): ProjectionSql {
  const write = async (table: string, rows: readonly Row[]) => {
    const first = rows[0];
    if (!first) return;
    const columns = Object.keys(first);
    const key = projection.tables.find(({ name }) => name === table)!.primaryKey;
    const updates = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
    await database.query(
      `INSERT INTO read.${table} (${columns.join()}) SELECT ${columns.join()}
         FROM json_populate_recordset(NULL::read.${table}, $1::json)
       ON CONFLICT (${key.join()}) DO UPDATE SET ${updates.join()}`,
      [JSON.stringify(rows)],
    );
  };
  return {
    query: async (text, values) => {
      const { rows } = await database.query(text, [...(values ?? [])]);
      return { rows } as never;
    },
    table: (name) => `read.${name}`,
    append: write,
    upsert: write,
  };
}

/** Folds events into the live tables of a projection. */
export async function project(
  database: pg.Pool,
  projection: Projection,
  events: readonly ReadableEvent[],
): Promise<void> {
  const handled = events.filter((event): event is StoredEvent => !event.erased && projection.handles.has(event.type));
  if (handled.length > 0) await projection.apply(handled, projectionSql(database, projection));
}
