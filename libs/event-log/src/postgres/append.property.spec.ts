import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { sealed, streamName } from '../../../../test/contract/event-log.fixtures.js';
import type { RecordedEvent, StreamName } from '../port/envelope.js';
import type { AppendOutcome, AppendRequest } from '../port/event-log.js';
import { appendStatement, outcomesOf, type AppendRow } from './append-statement.js';
import { PostgresEventLog } from './postgres-event-log.js';

/** One append as drawn: streams and ids by number, so that they meet often; the revision relative to the stream's. */
interface Drawn {
  readonly stream: number;
  readonly behind: number;
  readonly ids: readonly number[];
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  stream: fc.nat({ max: 3 }),
  behind: fc.integer({ min: -1, max: 3 }),
  ids: fc.uniqueArray(fc.nat({ max: 24 }), { minLength: 1, maxLength: 3 }),
});
const history = fc.array(fc.array(drawn, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 });

/** The contract of style.md in a few lines of memory: one append after the other. */
class Oracle {
  readonly streams = new Map<StreamName, string[]>();

  revision(stream: StreamName): number {
    return (this.streams.get(stream) ?? []).length - 1;
  }

  append({ stream, expected, events }: AppendRequest): object {
    const stored = this.streams.get(stream) ?? [];
    const from = expected === 'none' ? 0 : expected + 1;
    const ids = events.map((event) => event.eventId);
    const conflict = { status: 'conflict', actual: stored.length === 0 ? 'none' : stored.length - 1 };
    if (from < stored.length) {
      const same = ids.every((id, index) => stored[from + index] === id);
      return same ? { status: 'appended', repeated: true, revision: from + ids.length - 1 } : conflict;
    }
    if (from > stored.length) return conflict;
    const known = new Set([...this.streams.values()].flat());
    if (ids.some((id) => known.has(id))) return conflict;
    this.streams.set(stream, [...stored, ...ids]);
    return { status: 'appended', repeated: false, revision: from + ids.length - 1 };
  }
}

describe('random groups of appends', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let log: PostgresEventLog;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.urls.api });
    await client.connect();
    log = new PostgresEventLog({ url: database.urls.worker });
  });
  afterAll(async () => {
    await log.close();
    await client.end();
    await database.drop();
  });

  it('are answered and stored as an oracle says that takes them one by one', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (groups) => {
        const streams = Array.from({ length: 4 }, streamName);
        const ids = Array.from({ length: 25 }, () => randomUUID());
        const oracle = new Oracle();
        const start = (await log.head())?.position ?? null;
        for (const group of groups) {
          const requests = group.map((each): AppendRequest => {
            const stream = streams[each.stream]!;
            const expected = oracle.revision(stream) - each.behind;
            return {
              stream,
              expected: expected < 0 ? 'none' : expected,
              events: each.ids.map((id) => sealed({ eventId: ids[id]!, ciphertext: Buffer.from([id]) })),
            };
          });
          const { rows } = await client.query<AppendRow>(appendStatement(requests));
          const outcomes = outcomesOf(requests, rows[0]!);
          expect(outcomes).toMatchObject(requests.map((request) => oracle.append(request)));
          await expectPositions(requests, outcomes);
        }
        const stored = await log.readAll({ after: start, maxCount: 10_000 });
        expectGapFree(stored, start);
        for (const stream of streams) {
          const events = stored.filter((event) => event.stream === stream);
          expect(events.map((event) => event.eventId)).toEqual(oracle.streams.get(stream) ?? []);
          expect(events.map((event) => event.revision)).toEqual(events.map((_event, index) => index));
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Each success names the position of its last event, the original one where it repeats. */
  async function expectPositions(
    requests: readonly AppendRequest[],
    outcomes: readonly AppendOutcome[],
  ): Promise<void> {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'conflict') continue;
      const [event] = await log.readStream(requests[index]!.stream, { from: outcome.revision, maxCount: 1 });
      expect(event).toMatchObject({ eventId: requests[index]!.events.at(-1)!.eventId, position: outcome.position });
    }
  }
});

function expectGapFree(events: readonly RecordedEvent[], start: string | null): void {
  const first = BigInt(start ?? '0') + 1n;
  expect(events.map((event) => BigInt(event.position))).toEqual(events.map((_event, index) => first + BigInt(index)));
  const times = events.map((event) => event.recordedAt);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
}
