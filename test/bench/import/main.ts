import pg from 'pg';
import { openImportParts } from '../../support/imports.js';
import { median } from '../support/rounds.js';
import { startBenchServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { copyLog } from './copied-log.js';
import { GrowthLog } from './growth-log.js';
import { importProgramme, type ImportedProgramme } from './import-programme.js';

interface Round extends ImportedProgramme {
  readonly floorSeconds: number;
  readonly peakMegabytes: number;
}

/** An invented programme through the import path, beside a COPY of the same events. Options: parcours (10 000), rounds (3). */
export async function run([parcours = '10000', rounds = '3']: string[]): Promise<void> {
  const measured: Round[] = [];
  for (let round = 0; round < Number(rounds); round += 1) measured.push(await measure(Number(parcours)));
  const of = (value: (round: Round) => number) => median(measured.map(value));
  const count = (value: number) => Math.round(value).toLocaleString('en');
  const { first, corrections, outside } = measured[0]!;
  const row = (name: string, seconds: number, rows: string, events: string, ratio: string) =>
    `| ${[name, seconds.toFixed(1), rows, events, ratio].join(' | ')} |`;
  console.log(
    [
      `### ${count(Number(parcours))} parcours, ${count(first.rows)} rows, ${count(first.events)} events; then ` +
        `${count(corrections.rows)} corrected rows, ${count(corrections.events)} events; ${count(outside)} rows outside`,
      '',
      '| | seconds | rows/s | events/s | x the floor |',
      '|---|---:|---:|---:|---:|',
      row(
        'import',
        of((each) => each.first.seconds),
        count(of((each) => each.first.rows / each.first.seconds)),
        count(of((each) => each.first.events / each.first.seconds)),
        of((each) => (each.first.seconds + each.corrections.seconds) / each.floorSeconds).toFixed(1),
      ),
      row(
        'import of the corrections',
        of((each) => each.corrections.seconds),
        count(of((each) => each.corrections.rows / each.corrections.seconds)),
        count(of((each) => each.corrections.events / each.corrections.seconds)),
        '',
      ),
      row(
        'floor: COPY of all these events, same encryption and digest',
        of((each) => each.floorSeconds),
        '',
        count(of((each) => (each.first.events + each.corrections.events) / each.floorSeconds)),
        '1',
      ),
      '',
      `Processor time of the process: ${of((each) => each.first.processor).toFixed(1)} s, then ` +
        `${of((each) => each.corrections.processor).toFixed(1)} s. ` +
        `Memory of it, at most: ${count(of((each) => each.peakMegabytes))} MB.\n`,
    ].join('\n'),
  );
}

async function measure(parcours: number): Promise<Round> {
  const server = await startBenchServer();
  const secrets = temporaryFolder('jalons-bench-keys-');
  const admin = new pg.Client({ connectionString: server.urls.admin });
  await admin.connect();
  const growth = new GrowthLog(admin);
  try {
    const imported = await importProgramme(server.urls, secrets.path, parcours, growth.progress);
    growth.end();
    const peakMegabytes = growth.peak;
    const reader = await openImportParts(server.urls, secrets.path);
    const floorSeconds = await copyLog(admin, reader.parts.store);
    await reader.close();
    return { ...imported, floorSeconds, peakMegabytes };
  } finally {
    growth.end();
    await admin.end();
    await server.stop();
    secrets.remove();
  }
}
