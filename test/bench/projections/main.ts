import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomId, type Uuid } from '@jalons/kernel';
import type { Position, StreamName } from '@jalons/event-log';
import { type Projection, ProjectionRunner } from '@jalons/projections';
import pg from 'pg';
import { copyIn } from '../../../libs/projections/src/sql/copy-in.js';
import { copyText } from '../../../libs/projections/src/sql/copy-text.js';
import { openStore, type OpenedStore } from '../../support/event-store.js';
import { decided } from '../log/sample.js';
import { interleaved, table, type Variant } from '../support/rounds.js';
import { startBenchServer } from '../support/server.js';
import { emmettCatchUps } from './emmett.js';
import { perEvent, perStream, STEP_COLUMNS } from './projections.js';

const PER_STREAM = 5;
const AT_ONCE = 64;
const PAGE = 2_000;
const FOR_EVER_MS = 3_600_000;
const PEER_EVENTS = 4_000;

/** Catch-up and rebuild. Options: rounds (5), events of the log (60 000), and a word of the titles wanted (all). */
export async function run([rounds = '5', events = '60000', only = '']: string[]): Promise<void> {
  const server = await startBenchServer();
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-bench-keys-'));
  const definitions = [{ type: decided().event.type, version: 1, upcasters: {} }];
  const writer = await openStore({ urls: server.urls, secretsFolder, definitions });
  const reader = await openStore({ urls: server.urls, secretsFolder, definitions, role: 'worker' });
  const admin = new pg.Client({ connectionString: server.urls.admin });
  await admin.connect();
  const openRunner = (projections: readonly Projection[]) =>
    ProjectionRunner.open({ url: server.urls.worker, ownerUrl: server.urls.owner, store: reader.store, projections });

  try {
    const count = Math.round(Number(events) / PER_STREAM) * PER_STREAM;
    const thousands = `${Math.round(count / 1_000)} 000 events`;
    const head = await fill(writer, count / PER_STREAM);
    const perSecond = (started: number): number => (count * 1_000) / (performance.now() - started);
    const once = (name: string, work: () => Promise<number>): Variant => ({
      name,
      measure: async () => ({ perSecond: await work(), p99: Number.NaN }),
    });
    const compare = async (title: string, variants: Variant[]): Promise<void> => {
      if (title.includes(only)) console.log(table(title, 'events', await interleaved(variants, Number(rounds), 0)));
    };
    const decodeOnly = once('decode-only readAll', async () => {
      const started = performance.now();
      let read = 0;
      for (let after: Position | null = null; read < count;) {
        const page = await reader.store.readAll(after, PAGE);
        read += page.length;
        after = page.at(-1)!.position;
      }
      return perSecond(started);
    });
    const catchUp = async (projections: readonly Projection[]): Promise<number> => {
      const runner = await openRunner(projections);
      for (const { tables } of projections) await admin.query(`TRUNCATE read.${tables[0]!.name}`);
      await admin.query('UPDATE engine.projections SET checkpoint = NULL');
      const started = performance.now();
      runner.start();
      const names = projections.map(({ name }) => name);
      if (!(await runner.waitFor(names, head, FOR_EVER_MS))) throw new Error('the end of the log was not reached');
      const speed = perSecond(started);
      await runner.stop();
      return speed;
    };
    const perStreamTitle = `catch-up of one projection, 1 row per stream, ${PER_STREAM} events each, ${thousands}`;
    const peers = !perStreamTitle.includes(only)
      ? []
      : await emmettCatchUps(server.urls.admin, PEER_EVENTS / PER_STREAM, PER_STREAM);
    await compare(perStreamTitle, [once('Jalons', () => catchUp([perStream])), decodeOnly, ...peers]);
    await compare(`catch-up of one projection, 1 row per event, ${thousands}`, [
      once('Jalons', () => catchUp([perEvent])),
      decodeOnly,
    ]);
    const rebuild = async (projections: readonly Projection[]): Promise<number> => {
      const runner = await openRunner(projections);
      const started = performance.now();
      const outcomes = await runner.rebuild();
      const speed = perSecond(started);
      await runner.stop();
      if (outcomes.some(({ status }) => status !== 'swapped')) throw new Error(JSON.stringify(outcomes));
      return speed;
    };
    const beside = 'rebuilt beside the served one: fold, compare by hash, swap';
    await compare(`1 row per event, ${beside}, ${thousands}`, [
      once('Jalons', () => rebuild([perEvent])),
      once('COPY of the same rows into the same indexed table', () => copySameRows(admin, perSecond)),
      decodeOnly,
    ]);
    await compare(`both at once, ${beside}, ${thousands}`, [
      once('Jalons', () => rebuild([perStream, perEvent])),
      decodeOnly,
    ]);
  } finally {
    await Promise.all([writer.close(), reader.close(), admin.end()]);
    await server.stop();
    rmSync(secretsFolder, { recursive: true });
  }
}

/** Each stream under a key of its own, its events spread over the log. @returns the position of the last event */
async function fill({ store }: OpenedStore, streams: number): Promise<Position> {
  const subjects = Array.from({ length: streams }, (): { stream: StreamName; keyId: Uuid } => ({
    stream: `parcours-${randomId()}`,
    keyId: randomId(),
  }));
  let last = '';
  for (let step = 0; step < PER_STREAM; step += 1) {
    for (let first = 0; first < streams; first += AT_ONCE) {
      const outcomes = await Promise.all(
        subjects.slice(first, first + AT_ONCE).map(({ stream, keyId }) => {
          const { event, context } = decided();
          return store.append(stream, step === 0 ? 'none' : step - 1, [event], context, keyId);
        }),
      );
      for (const outcome of outcomes) {
        if (outcome.status !== 'appended') throw new Error('an append met a conflict');
        if (outcome.position > last) last = outcome.position;
      }
    }
  }
  return last;
}

/** The floor of a rebuild: the rows are there, and nothing has to be read, decrypted, folded or compared. */
async function copySameRows(admin: pg.Client, perSecond: (started: number) => number): Promise<number> {
  const { rows } = await admin.query(`SELECT ${STEP_COLUMNS.join()} FROM read.bench_steps ORDER BY recorded_at`);
  await admin.query('DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor');
  await admin.query(perEvent.tables[0]!.ddl('floor.bench_steps'));
  const started = performance.now();
  for (let first = 0; first < rows.length; first += PAGE) {
    const page = copyText(rows.slice(first, first + PAGE), STEP_COLUMNS, new Map());
    await copyIn(admin, `floor.bench_steps (${STEP_COLUMNS.join()})`, page);
  }
  return perSecond(started);
}
