import type { DomainEvent, LifeEvent, StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, ReadTable, Row } from '@jalons/projections';

/**
 * The events of short streams, kept beside the rows that they give: a void or a correction folds its stream again.
 * Without a policy, the api sees none.
 */
export function keptEntries(name: string): ReadTable {
  return {
    name,
    primaryKey: ['event_id'],
    ddl: (table) => `
      CREATE TABLE ${table} (
        event_id uuid PRIMARY KEY,
        subject  uuid NOT NULL,
        revision integer NOT NULL,
        event    jsonb NOT NULL
      );
      CREATE INDEX ON ${table} (subject, revision);`,
  };
}

/**
 * Keeps the events of one category that a batch brings, and reads back every stream that it touches, whole.
 * @returns the events of each touched stream in its order, by the id of its subject
 */
export async function touchedStreams<E extends DomainEvent>(
  batch: readonly StoredEvent[],
  sql: ProjectionSql,
  { category, table }: { readonly category: string; readonly table: string },
): Promise<ReadonlyMap<Uuid, readonly LifeEvent<E>[]>> {
  const prefix = `${category}-`;
  const own = batch.filter(({ stream }) => stream.startsWith(prefix));
  const streams = new Map<Uuid, LifeEvent<E>[]>(own.map(({ stream }) => [stream.slice(prefix.length), []]));
  if (own.length === 0) return streams;
  await sql.upsert(
    table,
    own.map((event) => entryRow(event, event.stream.slice(prefix.length))),
  );
  const { rows } = await sql.query<{ subject: Uuid; event: LifeEvent<E> }>(
    `SELECT subject, event FROM ${sql.table(table)} WHERE subject = ANY ($1::uuid[]) ORDER BY subject, revision`,
    [[...streams.keys()]],
  );
  for (const { subject, event } of rows) streams.get(subject)?.push(event);
  return streams;
}

function entryRow(event: StoredEvent, subject: Uuid): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt, corrects } = event;
  return {
    event_id: eventId,
    subject,
    revision,
    event: { eventId, revision, type, data, occurredOn, recordedAt, ...(corrects !== undefined && { corrects }) },
  };
}
