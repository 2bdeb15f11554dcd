import type { StoredEvent } from '@jalons/event-log';
import type { Projection } from '@jalons/projections';

const READERS = (table: string): string => `
  GRANT SELECT ON ${table} TO jalons_api;
  CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (true);`;

/** One row per stream, read, folded and written again: what most read models do. */
export const perStream: Projection = {
  name: 'bench-streams',
  version: 1,
  tables: [
    {
      name: 'bench_streams',
      primaryKey: ['stream'],
      ddl: (table) => `
        CREATE TABLE ${table} (stream text COLLATE "C" PRIMARY KEY, steps integer NOT NULL, last_on date NOT NULL);
        CREATE INDEX ON ${table} (last_on);
        ${READERS(table)}`,
    },
  ],
  handles: new Set(['ContactAttempted']),
  async apply(batch, sql) {
    const { rows } = await sql.query<{ stream: string; steps: number; last_on: string }>(
      `SELECT stream, steps, last_on FROM ${sql.table('bench_streams')} WHERE stream = ANY ($1)`,
      [[...new Set(batch.map(({ stream }) => stream))]],
    );
    const streams = new Map(rows.map((row) => [row.stream, row]));
    for (const { stream, occurredOn } of batch) {
      const known = streams.get(stream);
      if (known === undefined) streams.set(stream, { stream, steps: 1, last_on: occurredOn });
      else {
        known.steps += 1;
        if (occurredOn > known.last_on) known.last_on = occurredOn;
      }
    }
    await sql.upsert('bench_streams', [...streams.values()]);
  },
};

type Contact = StoredEvent<{ type: 'ContactAttempted'; data: { channel: string; outcome: string } }>;

/** The columns of a step as a timeline has them. */
export const STEP_COLUMNS = [
  'event_id',
  'stream',
  'revision',
  'actor',
  'occurred_on',
  'recorded_at',
  'channel',
  'outcome',
];

/** One row per event, only ever added: a timeline. */
export const perEvent: Projection = {
  name: 'bench-steps',
  version: 1,
  tables: [
    {
      name: 'bench_steps',
      primaryKey: ['event_id'],
      ddl: (table) => `
        CREATE TABLE ${table} (
          event_id uuid PRIMARY KEY, stream text COLLATE "C" NOT NULL, revision integer NOT NULL, actor uuid NOT NULL,
          occurred_on date NOT NULL, recorded_at bigint NOT NULL, channel text NOT NULL, outcome text NOT NULL);
        CREATE INDEX ON ${table} (stream, revision);
        ${READERS(table)}`,
    },
  ],
  handles: new Set(['ContactAttempted']),
  apply: (batch, sql) =>
    sql.append(
      'bench_steps',
      (batch as readonly Contact[]).map(({ eventId, stream, revision, actor, occurredOn, recordedAt, data }) => ({
        ...{ event_id: eventId, stream, revision, actor, occurred_on: occurredOn, recorded_at: recordedAt },
        ...{ channel: data.channel, outcome: data.outcome },
      })),
    ),
};
