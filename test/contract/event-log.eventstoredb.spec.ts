import { EventStoreDbLog } from '@jalons/event-log';
import { TcpProxy } from '../support/tcp-proxy.js';
import { WireServer } from '../wire-eventstore/server.js';
import { eventLogContract } from './event-log.contract.js';

// The wire-level server answers as a real one does (test/wire-eventstore/facts.spec.ts holds it to that).
eventLogContract('EventStoreDB, as the wire-level test server speaks it', async () => {
  const server = await WireServer.start({ commitTimeoutMs: 50 });
  const proxy = await TcpProxy.start(server.port);
  const log = new EventStoreDbLog({ url: `esdb://127.0.0.1:${proxy.port}?tls=false` });
  return {
    log,
    close: async () => {
      await log.close();
      await proxy.close();
      server.kill();
    },
    faults: {
      cutConnections: async () => proxy.cut(),
    },
  };
});

const url = process.env.EVENTSTORE_URL;
if (url !== undefined) {
  eventLogContract('the EventStoreDB at EVENTSTORE_URL', async () => {
    const log = new EventStoreDbLog({ url });
    return { log, close: () => log.close() };
  });
}
