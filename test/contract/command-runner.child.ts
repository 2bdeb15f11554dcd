// Runs the commands it is given on one stream, as another process of the installation, and says each answer on a line.
// With `hang`, it never answers: the command is stored and its answer is lost, for the parent to kill.
import { writeSync } from 'node:fs';
import { openStore } from '../support/event-store.js';
import { counterEvents, counterRequest, type CounterCommand } from './command-runner.counter.js';

interface Work {
  readonly urls: Parameters<typeof openStore>[0]['urls'];
  readonly secretsFolder: string;
  readonly stream: `counter-${string}`;
  readonly actor: string;
  readonly keyId: string;
  readonly commands: readonly { readonly key: string; readonly command: CounterCommand }[];
  readonly hang?: boolean;
}

const { urls, secretsFolder, stream, actor, keyId, commands, hang } = JSON.parse(process.argv[2]!) as Work;
const opened = await openStore({ urls, secretsFolder, definitions: counterEvents, role: 'api' });
writeSync(1, 'ready\n');
for (const { key, command } of commands) {
  const result = await opened.runner.run(counterRequest(opened.idSecret, stream, command, { actor, key, keyId }));
  if (hang === true) {
    writeSync(1, 'stored\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  writeSync(1, `${JSON.stringify(result)}\n`);
}
await opened.close();
