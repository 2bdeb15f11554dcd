// One reader of a back-test, in a thread of its own: connections, keys and memory of its own. Takes up one task after
// another as it is told, and ends when its port is closed.
import { parentPort, workerData } from 'node:worker_threads';
import { LogAccess } from './log-access.js';
import type { ReaderData, ReaderMessage, ReaderOrder } from './reader-messages.js';
import { TaskReader } from './read-task.js';

const { place, plan } = workerData as ReaderData;
const port = parentPort!;
const stopping = new AbortController();
const tell = (message: ReaderMessage) => port.postMessage(message);

const access = await LogAccess.open(place);
const reader = new TaskReader(access, plan);
port.on('message', (order: ReaderOrder) => {
  if (order.kind === 'stop') {
    stopping.abort();
    void access.close().finally(() => port.close());
    return;
  }
  reader
    .run(order.task, stopping.signal, (share) => tell({ kind: 'share', share }))
    .then(
      (result) => tell({ kind: 'done', result }),
      (error: unknown) => {
        if (!stopping.signal.aborted) tell({ kind: 'failed', error });
      },
    );
});
tell({ kind: 'ready' });
