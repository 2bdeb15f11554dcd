import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { sealed, sealedMany, streamName } from '../../../../test/contract/event-log.fixtures.js';
import type { RecordedEvent } from '../port/envelope.js';
import { LogUnavailable } from '../port/event-log.js';
import { appendStatement, type AppendRow, outcomesOf } from './append-statement.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { restorePostgresLog } from './restore-log.js';

async function* inBatches(events: readonly RecordedEvent[], size: number): AsyncGenerator<readonly RecordedEvent[]> {
  for (let at = 0; at < events.length; at += size) yield events.slice(at, at + size);
}

describe('the log on PostgreSQL, beyond the contract', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let owner: pg.Client;

  const as = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog({ url: database.urls.worker });
    owner = await as(database.urls.owner);
  });
  afterAll(async () => {
    await log.close();
    await owner.end();
    await database.drop();
  });

  it('numbers positions without gaps, conflicts and rolled-back groups included', async () => {
    const taken = streamName();
    await log.append({ stream: taken, expected: 'none', events: sealedMany(1) });
    const [before] = (await owner.query('SELECT position FROM log.head')).rows as { position: string }[];
    await owner.query('BEGIN');
    await owner.query(appendStatement([{ stream: streamName(), expected: 'none', events: sealedMany(3) }]));
    await owner.query('ROLLBACK');
    await Promise.all([
      log.append({ stream: taken, expected: 'none', events: sealedMany(2) }),
      log.append({ stream: streamName(), expected: 'none', events: sealedMany(2) }),
    ]);
    const { rows } = await owner.query('SELECT position FROM log.events WHERE position > $1 ORDER BY events.position', [
      before!.position,
    ]);
    expect(rows.map((row: { position: string }) => Number(row.position) - Number(before!.position))).toEqual([1, 2]);
  });

  it('judges several appends to one stream in one group, each seeing those before it', async () => {
    const stream = streamName();
    const [first, second, third] = [sealedMany(2), sealedMany(1), sealedMany(1)];
    const group = [
      { stream, expected: 'none' as const, events: first },
      { stream, expected: 1, events: second },
      { stream: streamName(), expected: 'none' as const, events: sealedMany(1) },
      { stream, expected: 1, events: third },
      { stream, expected: 1, events: second },
      { stream, expected: 2, events: third },
    ];
    const { rows } = await owner.query<AppendRow>(appendStatement(group));
    expect(outcomesOf(group, rows[0]!)).toMatchObject([
      { status: 'appended', repeated: false, revision: 1 },
      { status: 'appended', repeated: false, revision: 2 },
      { status: 'appended', repeated: false, revision: 0 },
      { status: 'conflict', actual: 2 },
      { status: 'appended', repeated: true, revision: 2 },
      { status: 'appended', repeated: false, revision: 3 },
    ]);
    const ids = (await log.readStream(stream)).map((event) => event.eventId);
    expect(ids).toEqual([...first, ...second, ...third].map((event) => event.eventId));
  });

  it('refuses a known id under the current revision, and in another stream, without harm to its group', async () => {
    const [stream, other] = [streamName(), streamName()];
    const event = sealed();
    await log.append({ stream, expected: 'none', events: [event] });
    const outcomes = await Promise.all([
      log.append({ stream, expected: 0, events: [event] }),
      log.append({ stream: other, expected: 'none', events: [sealed(), event] }),
      log.append({ stream: streamName(), expected: 'none', events: sealedMany(1) }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'conflict', actual: 0 },
      { status: 'conflict', actual: 'none' },
      { status: 'appended' },
    ]);
  });

  it('gives one id to one of two appends of the same group', async () => {
    const event = sealed();
    const outcomes = await Promise.all(
      [streamName(), streamName()].map((stream) => log.append({ stream, expected: 'none', events: [event] })),
    );
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['appended', 'conflict']);
  });

  it('keeps recordedAt from running backwards when the clock does', async () => {
    const stream = streamName();
    await log.append({ stream, expected: 'none', events: sealedMany(1) });
    const ahead = await createTestDatabase();
    const future = Date.now() + 86_400_000;
    try {
      const [event] = await log.readStream(stream);
      await restorePostgresLog(ahead.urls.owner, inBatches([{ ...event!, recordedAt: future }], 1));
      const late = new PostgresEventLog({ url: ahead.urls.worker });
      await late.append({ stream: streamName(), expected: 'none', events: sealedMany(1) });
      expect((await late.head())!.recordedAt).toBe(future);
      await late.close();
    } finally {
      await ahead.drop();
    }
  });

  it('runs in no transaction of a caller that wrote before, nor under another isolation', async () => {
    const statement = appendStatement([{ stream: streamName(), expected: 'none', events: sealedMany(1) }]);
    for (const begin of ['BEGIN ISOLATION LEVEL REPEATABLE READ', 'BEGIN; SELECT pg_current_xact_id()']) {
      await owner.query(begin);
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '25001' });
      await owner.query('ROLLBACK');
    }
  });

  it.each(['UPDATE log.events SET type = type', 'DELETE FROM log.events', 'TRUNCATE log.events'])(
    'is immutable even for its owner: %s',
    async (change) => {
      await expect(owner.query(change)).rejects.toMatchObject({ code: '23001' });
    },
  );

  it('gives the api append, one stream and the head, and nothing else', async () => {
    const api = new PostgresEventLog({ url: database.urls.api });
    const stream = streamName();
    expect(await api.append({ stream, expected: 'none', events: sealedMany(1) })).toMatchObject({ status: 'appended' });
    expect(await api.readStream(stream)).toHaveLength(1);
    expect(await api.head()).not.toBeNull();
    await expect(api.readAll({ after: null, maxCount: 1 })).rejects.toThrow(LogUnavailable);
    const subscribed = api.subscribe({ after: null, batchSize: 1, signal: new AbortController().signal });
    await expect(subscribed[Symbol.asyncIterator]().next()).rejects.toThrow(/42501/);
    await api.close();
    const client = await as(database.urls.api);
    for (const forbidden of [
      'SELECT FROM log.events',
      'SELECT FROM log.head',
      'DELETE FROM log.events',
      `INSERT INTO log.events (position) VALUES (1)`,
      `SELECT log.restore('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
    ]) {
      await expect(client.query(forbidden)).rejects.toMatchObject({ code: '42501' });
    }
    await client.end();
  });

  it.each(['worker', 'cli'] as const)('lets the %s read the whole log and write only by append', async (role) => {
    const client = await as(database.urls[role]);
    const { rows } = await client.query('SELECT count(*)::int AS count FROM log.events');
    expect((rows[0] as { count: number }).count).toBeGreaterThan(0);
    await expect(client.query('DELETE FROM log.events')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('INSERT INTO log.events (position) VALUES (1)')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('never shows a value of PostgreSQL in its errors', async () => {
    const away = new PostgresEventLog({ url: database.urls.worker.replace(/:[^:@]+@/, ':wrong@') });
    const error: unknown = await away.head().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LogUnavailable);
    expect((error as Error).message).toBe('PostgreSQL did not answer as expected (28P01)');
    expect((error as Error).cause).toBeUndefined();
    await away.close();
  });

  it('does not wait behind a long unrelated transaction, writing or reading', async () => {
    const bystander = await as(database.urls.owner);
    await bystander.query('CREATE TABLE IF NOT EXISTS engine.bystander (n int)');
    await bystander.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await bystander.query('INSERT INTO engine.bystander VALUES (1)');
    const [stream, start] = [streamName(), (await log.head())!.position];
    const outcome = await log.append({ stream, expected: 'none', events: sealedMany(1) });
    expect(outcome).toMatchObject({ status: 'appended' });
    expect((await log.readAll({ after: start, maxCount: 10 })).map((event) => event.stream)).toEqual([stream]);
    await bystander.query('ROLLBACK');
    await bystander.query('DROP TABLE engine.bystander');
    await bystander.end();
  });

  describe('restoring', () => {
    it('keeps ids, order and recordedAt, and the log goes on from there', async () => {
      const events = await log.readAll({ after: null, maxCount: 10_000 });
      const target = await createTestDatabase();
      try {
        expect(await restorePostgresLog(target.urls.owner, inBatches(events, 3))).toBe(events.length);
        const restored = new PostgresEventLog({ url: target.urls.worker });
        expect(await restored.readAll({ after: null, maxCount: 10_000 })).toEqual(events);
        const again = { stream: events[0]!.stream, expected: 'none' as const, events: [events[0]!] };
        expect(await restored.append(again)).toMatchObject({ status: 'appended', repeated: true });
        await restored.append({ stream: streamName(), expected: 'none', events: sealedMany(1) });
        expect(Number((await restored.head())!.position)).toBe(events.length + 1);
        await restored.close();
      } finally {
        await target.drop();
      }
    });

    it('refuses a log that holds anything, and leaves it as it was', async () => {
      const events = await log.readAll({ after: null, maxCount: 2 });
      await expect(restorePostgresLog(database.urls.owner, inBatches(events, 1))).rejects.toMatchObject({
        code: '55000',
      });
    });

    it('refuses a stream with a gap, and stores nothing', async () => {
      const stream = streamName();
      await log.append({ stream, expected: 'none', events: sealedMany(2) });
      const second = (await log.readStream(stream)).slice(1);
      const target = await createTestDatabase();
      try {
        await expect(restorePostgresLog(target.urls.owner, inBatches(second, 1))).rejects.toMatchObject({
          code: '22000',
        });
        const restored = new PostgresEventLog({ url: target.urls.worker });
        expect(await restored.head()).toBeNull();
        await restored.close();
      } finally {
        await target.drop();
      }
    });
  });
});
