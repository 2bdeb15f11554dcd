import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogUnavailable, PostgresEventLog } from '@jalons/event-log';
import { collect, sealedMany, streamName } from '../contract/event-log.fixtures.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('the event log on PostgreSQL behind a bad network', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let log: PostgresEventLog;
  /** Not through the proxy: sees what the server has. */
  let direct: PostgresEventLog;

  beforeEach(async () => {
    database = await createTestDatabase();
    const url = new URL(database.urls.worker);
    proxy = await TcpProxy.start(Number(url.port));
    url.port = String(proxy.port);
    log = new PostgresEventLog({ url: url.href, pollMs: 100, statementTimeoutMs: 2_000 });
    direct = new PostgresEventLog({ url: database.urls.worker });
  });
  afterEach(async () => {
    proxy.restore();
    await log.close();
    await direct.close();
    await proxy.close();
    await database.drop();
  });

  const request = () => ({ stream: streamName(), expected: 'none' as const, events: sealedMany(2) });

  /** Until the server holds events of a stream, as another process learns of it. */
  async function untilStored(stream: string): Promise<void> {
    const stop = new AbortController();
    const seen = collect(
      direct.subscribe({ after: null, batchSize: 10, signal: stop.signal }),
      (event) => event.stream === stream,
    );
    await seen.until(1);
    stop.abort();
    await seen.ended;
  }

  it('says that it does not know where the answer was cut off, and the retry finds what was stored', async () => {
    await log.append(request());
    const one = request();
    proxy.stall('toClient');
    const append = log.append(one);
    append.catch(() => {});
    await untilStored(one.stream);
    proxy.cut();
    await expect(append).rejects.toThrow(LogUnavailable);
    proxy.restore();
    expect(await log.append(one)).toMatchObject({ status: 'appended', repeated: true, revision: 1 });
    expect(await direct.readStream(one.stream)).toHaveLength(2);
  });

  it('says the same where the request never arrived, and the retry stores it', async () => {
    await log.append(request());
    const one = request();
    proxy.stall('toTarget');
    const append = log.append(one);
    append.catch(() => {});
    proxy.cut();
    await expect(append).rejects.toThrow(LogUnavailable);
    proxy.restore();
    expect(await log.append(one)).toMatchObject({ status: 'appended', repeated: false, revision: 1 });
  });

  it('gives up a server that is silent and says nothing more, then takes up again', async () => {
    await log.append(request());
    const one = request();
    proxy.stall();
    await expect(log.append(one)).rejects.toThrow(LogUnavailable);
    proxy.cut();
    proxy.restore();
    expect(await log.append(one)).toMatchObject({ status: 'appended', revision: 1 });
    expect(await direct.readStream(one.stream)).toHaveLength(2);
  });

  it('goes on with a subscription after every kind of break, nothing lost or doubled', async () => {
    const stream = streamName();
    const stop = new AbortController();
    const seen = collect(log.subscribe({ after: null, batchSize: 3, signal: stop.signal }), () => true);
    const breaks: readonly (() => void)[] = [
      () => proxy.cut(),
      () => {
        proxy.refuse();
        setImmediate(() => proxy.restore());
      },
      () => {
        proxy.stall('toClient');
        setImmediate(() => {
          proxy.cut();
          proxy.restore();
        });
      },
    ];
    let revision = -1;
    for (const happen of [...breaks, ...breaks]) {
      await direct.append({ stream, expected: revision < 0 ? 'none' : revision, events: sealedMany(5) });
      revision += 5;
      // Some batches are still on their way.
      await seen.until(revision - 2);
      happen();
    }
    await seen.until(revision + 1);
    stop.abort();
    await seen.ended;
    expect(seen.events.map((event) => event.revision)).toEqual(Array.from({ length: revision + 1 }, (_none, n) => n));
  });
});
