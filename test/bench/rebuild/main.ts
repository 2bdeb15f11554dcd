import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EventDefinition } from '@jalons/event-log';
import { loadNomenclatures } from '@jalons/kernel';
import { ProjectionRunner, type Projection } from '@jalons/projections';
import pg from 'pg';
import { eventTypes } from '../../../libs/runtime/src/engine/event-types.js';
import { projectionsOf } from '../../../libs/runtime/src/engine/projections.js';
import { openStore } from '../../support/event-store.js';
import { importProgramme } from '../import/import-programme.js';
import { median } from '../support/rounds.js';
import { startBenchServer, type BenchServer } from '../support/server.js';
import { copyTables } from './copied-tables.js';

const FOR_EVER_MS = 3_600_000 * 6;

/**
 * Every read model of the product, folded from an imported programme, then rebuilt. Options: parcours (10 000), rounds (3),
 * and `--keep FOLDER`: the programme stays there, and is neither imported nor folded again when it is there already.
 */
export async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args: words, options: { keep: { type: 'string' } }, allowPositionals: true },
  });
  const [parcours = '10000', rounds = '3'] = positionals;
  const { keep } = values;
  const server = await startBenchServer(keep);
  const secretsFolder = keep === undefined ? mkdtempSync(join(tmpdir(), 'jalons-bench-keys-')) : join(keep, 'keys');
  mkdirSync(secretsFolder, { recursive: true });
  try {
    if (existsSync(join(secretsFolder, 'imported'))) console.log('a programme imported by an earlier run\n');
    else {
      const { first, corrections } = await importProgramme(server.urls, secretsFolder, Number(parcours));
      console.log(
        `${parcours} parcours imported in ${(first.seconds + corrections.seconds).toFixed(0)} s: ` +
          `${(first.events + corrections.events).toLocaleString('en')} events\n`,
      );
      writeFileSync(join(secretsFolder, 'imported'), parcours);
    }
    await measure(server, secretsFolder, Number(rounds));
  } finally {
    await server.stop();
    if (keep === undefined) rmSync(secretsFolder, { recursive: true });
  }
}

async function measure(server: BenchServer, secretsFolder: string, rounds: number): Promise<void> {
  const definitions = eventTypes as readonly EventDefinition[];
  const reader = await openStore({ urls: server.urls, secretsFolder, definitions, role: 'worker' });
  const admin = new pg.Client({ connectionString: server.urls.admin });
  await admin.connect();
  const projections = projectionsOf(loadNomenclatures());
  const open = () =>
    ProjectionRunner.open({ url: server.urls.worker, ownerUrl: server.urls.owner, store: reader.store, projections });
  const head = (await reader.log.head())!.position;
  const events = Number(head);
  const row = (name: string, seconds: number, ratio = '') =>
    console.log(
      `| ${[name, seconds.toFixed(1), Math.round(events / seconds).toLocaleString('en'), ratio].join(' | ')} |`,
    );
  try {
    console.log(`### all ${projections.length} read models of the product, ${events.toLocaleString('en')} events\n`);
    console.log('| | seconds | events/s | of it, x |\n|---|---:|---:|---:|');
    const runner = await open();
    const begun = performance.now();
    runner.start();
    const names = projections.map(({ name }) => name);
    if (!(await runner.waitFor(names, head, FOR_EVER_MS))) throw new Error('the end of the log was not reached');
    await runner.stop();
    row('catch-up from nothing', (performance.now() - begun) / 1_000);

    const measured: { rebuilt: number; copied: number; peak: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { seconds: rebuilt, peak } = await rebuild(await open());
      measured.push({ rebuilt, peak, copied: await copyTables(admin, tablesOf(projections)) });
    }
    const of = (value: (each: (typeof measured)[number]) => number) => median(measured.map(value));
    row(
      'rebuilt beside the served ones: fold, compare by hash, swap',
      of(({ rebuilt }) => rebuilt),
    );
    const ratio = of(({ rebuilt, copied }) => copied / rebuilt).toFixed(2);
    row(
      'COPY of the same rows into the same indexed tables',
      of(({ copied }) => copied),
      ratio,
    );
    console.log(`\nMemory of the process during a rebuild, at most: ${Math.round(of(({ peak }) => peak) / 1e6)} MB.\n`);
  } finally {
    await Promise.all([reader.close(), admin.end()]);
  }
}

async function rebuild(runner: ProjectionRunner): Promise<{ readonly seconds: number; readonly peak: number }> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  const started = performance.now();
  const outcomes = await runner.rebuild();
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  await runner.stop();
  for (const outcome of outcomes) {
    const equal = outcome.status === 'swapped' && outcome.tables.every((table) => table.equal);
    if (!equal) throw new Error(`${outcome.projection}: ${JSON.stringify(outcome).slice(0, 400)}`);
  }
  return { seconds, peak };
}

function tablesOf(projections: readonly Projection[]): readonly string[] {
  return projections.flatMap(({ tables }) => tables.map(({ name }) => name));
}
