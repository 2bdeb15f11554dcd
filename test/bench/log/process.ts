// One process of the benchmark over several; ends when its parent lets go.
import { PostgresEventLog } from '@jalons/event-log';
import { drive } from '../support/rounds.js';
import type { Order, Subject } from './in-processes.js';
import { Raw } from './raw.js';
import { clearEvent, newStream, sealedEvent } from './sample.js';

const urls = JSON.parse(process.argv[2] ?? '') as Record<Subject, string>;
const log = new PostgresEventLog({ url: urls.log });
const raw = new Raw(urls.raw, 11);

const operations: Record<Subject, () => Promise<number>> = {
  log: async () => {
    const stream = newStream();
    await log.append({ stream, expected: 'none', events: [sealedEvent(stream)] });
    return 1;
  },
  raw: async () => {
    await raw.insert(newStream(), 0, clearEvent());
    return 1;
  },
};

process.on('message', ({ subject, concurrency, ms }: Order) => {
  void drive(concurrency, ms, operations[subject]).then((measure) => process.send!(measure));
});
process.on('disconnect', () => void Promise.all([log.close(), raw.close()]));
process.send!('ready');
