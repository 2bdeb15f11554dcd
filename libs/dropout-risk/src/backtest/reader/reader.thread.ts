// One reader of a back-test, in a thread of its own: connections, keys and memory of its own. Takes up one task after
// another as it is told, draws the conclusion where it is asked to, and ends when it is told to stop.
import { parentPort, workerData } from 'node:worker_threads';
import { conclude } from '../conclude.js';
import { LogAccess } from './log-access.js';
import type { ReaderData, ReaderMessage, ReaderOrder } from './reader-messages.js';
import { TaskReader } from './read-task.js';

const { place, plan } = workerData as ReaderData;
const port = parentPort!;
const stopping = new AbortController();
const tell = (message: ReaderMessage) => port.postMessage(message);

const access = await LogAccess.open(place);
const reader = new TaskReader(access, plan);

async function answer(order: Exclude<ReaderOrder, { kind: 'stop' }>): Promise<ReaderMessage> {
  if (order.kind === 'conclude') return { kind: 'concluded', result: conclude(plan, order.results) };
  const result = await reader.run(order.task, stopping.signal, (share) => tell({ kind: 'share', share }));
  return { kind: 'done', result };
}

port.on('message', (order: ReaderOrder) => {
  if (order.kind === 'stop') {
    stopping.abort();
    void access.close().finally(() => port.close());
    return;
  }
  answer(order).then(tell, (error: unknown) => {
    if (!stopping.signal.aborted) tell({ kind: 'failed', error });
  });
});
tell({ kind: 'ready' });
