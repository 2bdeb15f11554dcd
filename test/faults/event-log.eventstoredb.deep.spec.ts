import { describe, expect, it } from '@jest/globals';
import { EventStoreDbLog } from '@jalons/event-log';
import { collect, sealedMany, streamName } from '../contract/event-log.fixtures.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { WireServer } from '../wire-eventstore/server.js';

describe('the event log on EventStoreDB behind a route that is lost', () => {
  it('notices a half-open connection by its keep-alive and delivers what it missed', async () => {
    const server = await WireServer.start();
    const proxy = await TcpProxy.start(server.port);
    const log = new EventStoreDbLog({ url: `esdb://127.0.0.1:${proxy.port}?tls=false&keepAliveTimeout=1000` });
    const direct = new EventStoreDbLog({ url: server.url });
    const stream = streamName();
    const stop = new AbortController();
    const subscribed = collect(
      log.subscribe({ after: null, batchSize: 10, signal: stop.signal }),
      (event) => event.stream === stream,
    );
    await direct.append({ stream, expected: 'none', events: sealedMany(1) });
    await subscribed.until(1);
    const connections = proxy.accepted;
    proxy.stall();
    await direct.append({ stream, expected: 0, events: sealedMany(3) });
    // Neither side was told anything; the client asks every ten seconds whether the other one still answers.
    await proxy.connections(connections + 1);
    proxy.restore();
    await subscribed.until(4);
    stop.abort();
    await subscribed.ended;
    expect(subscribed.events.map((event) => event.revision)).toEqual([0, 1, 2, 3]);
    await log.close();
    await direct.close();
    await proxy.close();
    server.kill();
  }, 60_000);
});
