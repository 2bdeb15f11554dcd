// Rotates the master key and hangs after three batches, for its parent to kill.
import { writeSync } from 'node:fs';
import { createPool } from '@jalons/database';
import { masterKeyPath, openMasterKey, rotateMasterKey } from '@jalons/privacy';

const [url, secretsFolder] = process.argv.slice(2) as [string, string];
const pool = createPool(url, { name: 'rotation', max: 1 });
let batches = 0;
await rotateMasterKey({
  pool,
  masterKey: openMasterKey({ secretsFolder }),
  path: masterKeyPath({ secretsFolder }),
  batchSize: 10,
  onBatch: (rewrapped) => {
    batches += 1;
    if (batches < 3) return;
    writeSync(1, `${rewrapped}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
