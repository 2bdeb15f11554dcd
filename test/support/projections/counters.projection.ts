import type { StoredEvent } from '@jalons/event-log';
import type { Projection, ReadTable, Row } from '@jalons/projections';
import type { CounterEvent } from '../../contract/command-runner.counter.js';

/** The reader of tests: sees every counter. */
const totals = (columns: string): ReadTable => ({
  name: 'counter_totals',
  primaryKey: ['counter'],
  ddl: (table) => `
    CREATE TABLE ${table} (counter text COLLATE "C" PRIMARY KEY, total integer NOT NULL, name text${columns});
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (true);`,
});

const steps: ReadTable = {
  name: 'counter_steps',
  primaryKey: ['event_id'],
  ddl: (table) => `CREATE TABLE ${table} (event_id uuid PRIMARY KEY, counter text COLLATE "C" NOT NULL, by integer);`,
};

export interface CountersOptions {
  readonly version?: number;
  /** Added to the table of totals, and filled by `extend`. */
  readonly columns?: string;
  readonly extend?: (total: number) => Row;
  /** Throws on an event that it does not take. */
  readonly refuse?: (event: StoredEvent<CounterEvent>) => void;
}

/**
 * A projection for tests: one row per counter, whose total is the sum of its steps and not the one that the event names,
 * so that an event folded twice or left out shows; one row per step.
 */
export function countersProjection({ version = 1, columns = '', extend, refuse }: CountersOptions = {}): Projection {
  return {
    name: 'counters',
    version,
    tables: [totals(columns), steps],
    handles: new Set<CounterEvent['type']>(['CounterAdded', 'CounterNamed']),
    async apply(batch, sql) {
      const events = batch as readonly StoredEvent<CounterEvent>[];
      for (const event of events) refuse?.(event);
      const streams = [...new Set(events.map(({ stream }) => stream))];
      const { rows } = await sql.query<{ counter: string; total: number; name: string | null }>(
        `SELECT counter, total, name FROM ${sql.table('counter_totals')} WHERE counter = ANY ($1)`,
        [streams],
      );
      const counters = new Map(rows.map((row) => [row.counter, row]));
      for (const { stream, type, data } of events) {
        const { total, name } = counters.get(stream) ?? { total: 0, name: null };
        counters.set(stream, {
          counter: stream,
          total: type === 'CounterAdded' ? total + data.by : total,
          name: type === 'CounterNamed' ? data.name : name,
        });
      }
      await sql.upsert(
        'counter_totals',
        [...counters.values()].map((row) => ({ ...row, ...extend?.(row.total) })),
      );
      await sql.append(
        'counter_steps',
        events.flatMap(({ eventId, stream, type, data }) =>
          type === 'CounterAdded' ? [{ event_id: eventId, counter: stream, by: data.by }] : [],
        ),
      );
    },
  };
}
