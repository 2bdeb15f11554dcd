import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomId, type Uuid } from '@jalons/kernel';
import type { StreamName } from '@jalons/event-log';
import { counterEvents, counterRequest } from '../../contract/command-runner.counter.js';
import { openStore } from '../../support/event-store.js';
import { decided, newStream } from '../log/sample.js';
import { codecCost } from '../support/codec-cost.js';
import { drive, interleaved, table, type Variant } from '../support/rounds.js';
import { startBenchServer } from '../support/server.js';

const AT_ONCE = 32;
const LONG = 100;

/** What the codec, the keys and the runner add to the log. Options: rounds (5), milliseconds of each measure (1 500). */
export async function run([rounds = '5', ms = '1500']: string[]): Promise<void> {
  const { encode, seal, open, openVerified } = codecCost();
  console.log(
    `codec, µs per event: seal ${seal.toFixed(1)} (of it JSON ${encode.toFixed(1)}), open ${open.toFixed(1)}, ` +
      `with its digest ${openVerified.toFixed(1)}\n`,
  );

  const server = await startBenchServer();
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-bench-keys-'));
  const sample = { type: decided().event.type, version: 1, upcasters: {} };
  const { store, runner, idSecret, close } = await openStore({
    urls: server.urls,
    secretsFolder,
    definitions: [sample, ...counterEvents],
    role: 'api',
  });
  const compare = async (title: string, unit: string, operations: [string, (worker: number) => Promise<unknown>][]) => {
    const variants = operations.map(([name, operation]): Variant => {
      const one = async (worker: number): Promise<number> => {
        await operation(worker);
        return 1;
      };
      return { name, measure: (time) => drive(AT_ONCE, time, one) };
    });
    console.log(table(title, unit, await interleaved(variants, Number(rounds), Number(ms))));
  };
  const append = (stream: StreamName, keyId: Uuid): Promise<unknown> => {
    const { event, context } = decided();
    return store.append(stream, 'none', [event], context, keyId);
  };

  try {
    const known = randomId();
    await compare(`append 1 event to a new stream through the sealed store, ${AT_ONCE} at once`, 'events', [
      ['a key in memory', () => append(newStream(), known)],
      ['a new key with every event', () => append(newStream(), randomId())],
    ]);

    const actor = randomId();
    const command = (stream: StreamName, keyId: Uuid): Promise<unknown> =>
      runner.run(counterRequest(idSecret, stream, { kind: 'add', by: 0 }, { actor, key: randomId(), keyId }));
    const subjects = Array.from({ length: AT_ONCE }, () => ({
      stream: `counter-${randomId()}` as const,
      keyId: randomId(),
    }));
    await Promise.all(
      subjects.map(async ({ stream, keyId }) => {
        for (let n = 0; n < LONG; n += 1) await command(stream, keyId);
      }),
    );
    await compare(`commands decided from the log, ${AT_ONCE} at once`, 'commands', [
      [
        `one stream each, of ${LONG} events and more, folded in memory`,
        (worker) => command(subjects[worker]!.stream, subjects[worker]!.keyId),
      ],
      ['a new stream and a new key each', () => command(`counter-${randomId()}`, randomId())],
      ['all on one stream', () => command(subjects[0]!.stream, subjects[0]!.keyId)],
    ]);
  } finally {
    await close();
    await server.stop();
    rmSync(secretsFolder, { recursive: true });
  }
}
