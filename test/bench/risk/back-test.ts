import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { loadRuleSet, READER_HEAP_MB } from '@jalons/dropout-risk';
import { inventedId } from '../../support/risk/invented-lives.js';
import { fillWithLives } from '../../support/risk/lives-log.js';
import { interleaved, median, table, type Variant } from '../support/rounds.js';
import { openBenchLog, type BenchLog } from './bench-log.js';

/** The default rules over a log, beside what decoding all of it takes, each on two readers of the build. */
export async function benchBackTest(people: number, rounds: number, keep?: string): Promise<void> {
  const { runBackTest } = await builtRisk();
  const log = await openBenchLog(keep);
  const { urls, secretsFolder, store } = log;
  await provideLives(log, people, keep);
  const head = (await store.log.head())!;
  // Positions count the events of a log that was filled at once.
  const events = Number(head.position);
  const place = { url: urls.worker, masterKey: { secretsFolder } };
  /** Microseconds of this process for each event, its threads among them: what else runs does not stretch them as much. */
  const processor = new Map<string, number[]>();
  const once = (name: string, work: () => Promise<unknown>): Variant => ({
    name,
    measure: async () => {
      const [started, before] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(before);
      processor.set(name, [...(processor.get(name) ?? []), (user + system) / events]);
      return { perSecond: (events * 1_000) / (performance.now() - started), p99: Number.NaN };
    },
  });
  let found = '';
  const request = { ruleSet: loadRuleSet(), head, zone: 'Europe/Paris' };
  const backTest = async () => {
    const { summary } = await runBackTest(request, { place, threads: 2 });
    const landmarks = summary.landmarks + summary.leftOut.silent.landmarks;
    found = `${landmarks.toLocaleString('en')} landmarks of ${summary.persons.toLocaleString('en')} people`;
  };
  const decode = () => decodeAll(urls.worker, secretsFolder, events);
  const summaries = await interleaved([once('back-test', backTest), once('decode-only readAll', decode)], rounds, 0);
  await log.close();
  const slower = summaries[1]!.ratio;
  console.log(
    table(`back-test of ${events.toLocaleString('en')} events, two readers each: ${found}`, 'events', summaries),
  );
  // The first round warms up.
  const [own, floor] = [...processor.values()].map((times) => median(times.slice(1)));
  console.log(
    `Processor time of Node: ${own!.toFixed(0)} µs an event against ${floor!.toFixed(0)}, ${(own! / floor!).toFixed(2)} x`,
  );
  console.log(`${slower.toFixed(2)} x the time of decoding alone; each reader keeps to ${READER_HEAP_MB} MB of heap\n`);
}

/** Fills the log, unless it is there already, of as many people. */
async function provideLives({ urls, store }: BenchLog, people: number, keep?: string): Promise<void> {
  const mark = keep === undefined ? null : join(keep, 'people');
  if (mark !== null && existsSync(mark)) {
    const kept = Number(readFileSync(mark, 'utf8'));
    if (kept === people) return;
    throw new Error(`this folder holds a log of ${kept} people: give another one, or empty it`);
  }
  await fillWithLives(urls.owner, store, {
    ...{ people, from: '2022-01-03', days: 1_000, until: '2025-11-30', territory: inventedId('territory', 1) },
  });
  // Last: a folder whose filling was broken off is refused by what it holds in part.
  if (mark !== null) writeFileSync(mark, String(people));
}

/** The product as it is built: threads that start from the sources would be measured compiling them. */
async function builtRisk(): Promise<typeof import('@jalons/dropout-risk')> {
  const at = (path: string) => new URL(`../../../${path}`, import.meta.url).href;
  const { ensureBuilt } = (await import(at('apps/cli/launch/build.mjs'))) as { ensureBuilt(): void };
  ensureBuilt();
  return (await import(at('dist/libs/dropout-risk/src/index.js'))) as typeof import('@jalons/dropout-risk');
}

/** Half of the positions in each of two threads. */
async function decodeAll(url: string, secretsFolder: string, events: number): Promise<void> {
  const half = Math.floor(events / 2);
  const file = fileURLToPath(new URL('decode.thread.mjs', import.meta.url));
  const read = (after: number, upTo: number) =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(file, { workerData: { url, secretsFolder, after, upTo } });
      worker.once('error', reject);
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('a reader ended'))));
    });
  await Promise.all([read(0, half), read(half, events)]);
}
