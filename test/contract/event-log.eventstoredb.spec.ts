import { describe, it } from '@jest/globals';
import { EventStoreDbLog } from '@jalons/event-log';
import { eventLogContract } from './event-log.contract.js';

const url = process.env.EVENTSTORE_URL;

if (url === undefined) {
  describe('the event log on EventStoreDB', () => {
    it.skip('needs a server: EVENTSTORE_URL is not set', () => undefined);
  });
} else {
  eventLogContract('EventStoreDB', async () => {
    const log = new EventStoreDbLog({ url });
    return { log, close: () => log.close() };
  });
}
