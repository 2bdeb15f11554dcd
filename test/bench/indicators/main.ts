import { parseArgs } from 'node:util';
import { createPool, ScopedDatabase } from '@jalons/database';
import { Indicators, loadDefinitions } from '@jalons/indicators';
import { civilDateOf, endOfDay, loadNomenclatures } from '@jalons/kernel';
import pg from 'pg';
import { signInAs } from '../../policies/sign-in-as.js';
import { startBenchServer } from '../support/server.js';
import { JOINED } from './joined-peer.js';
import { provideFacts } from './kept-facts.js';
import { FIRST_DAY, TERRITORY, YEARS } from './synthetic-log.js';

const ZONE = 'Europe/Paris';
const LAST_YEAR = Number(FIRST_DAY.slice(0, 4)) + YEARS - 1;

const LAST_DAY = `${LAST_YEAR}-12-31`;
const yearOf = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });
const ALL = { from: FIRST_DAY, to: LAST_DAY };

/** A whole year or all of them, and as of when it is asked. */
const QUESTIONS = [
  { title: 'the last year, as of its end', ...yearOf(LAST_YEAR), asOf: LAST_DAY },
  { title: 'five years ago, as of now', ...yearOf(LAST_YEAR - 5), asOf: LAST_DAY },
  { title: 'five years ago, as of a day within it', ...yearOf(LAST_YEAR - 5), asOf: `${LAST_YEAR - 5}-09-15` },
  { title: 'all ten years, as of now', ...ALL, asOf: LAST_DAY },
  { title: 'all ten years, as of a day five years ago', ...ALL, asOf: `${LAST_YEAR - 5}-09-15` },
];

/** The floor: the exits of the window, all versions, counted without policies, people or knowledge. */
const FLOOR = `SELECT count(*) FROM read.exit_facts WHERE exited_on BETWEEN $1 AND $2`;

/**
 * Facts folded from a synthetic log by the real runner, then asked. Options: parcours (100 000), rounds (15), and
 * `--keep FOLDER`: the facts stay there, and are asked without being folded again when they are there already.
 */
export async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { keep: { type: 'string' } },
    allowPositionals: true,
  });
  const [parcours = '100000', rounds = '15'] = positionals;
  const server = await startBenchServer(values.keep);
  const owner = new pg.Client({ connectionString: server.urls.owner });
  const admin = new pg.Client({ connectionString: server.urls.admin });
  const api = createPool(server.urls.api, { name: 'bench', max: 1, pipeline: true });
  try {
    await provideFacts(server.urls, Number(parcours));
    await Promise.all([owner.connect(), admin.connect()]);
    await sizes(admin);
    const { token } = await signInAs(owner, { role: 'coordinator', territory: TERRITORY });
    const indicators = new Indicators({
      database: new ScopedDatabase(api),
      log: { head: () => Promise.resolve(null) },
      definitions: loadDefinitions(loadNomenclatures()),
    });
    await ask(indicators, admin, token, Number(rounds));
  } finally {
    await Promise.all([owner.end(), admin.end(), api.end()]);
    await server.stop();
  }
}

async function sizes(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ kind: string; size: string; rows: string }>(
    `SELECT split_part(relname, '_', 1) || '_' || split_part(relname, '_', 2) AS kind,
            pg_size_pretty(sum(pg_total_relation_size(oid))) AS size, sum(reltuples)::bigint AS rows
       FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND relname ~ '_(facts|sources|aliases)'
      GROUP BY 1 ORDER BY 1`,
  );
  for (const { kind, size, rows: count } of rows)
    console.log(`${kind}: ${Number(count).toLocaleString('en')} rows, ${size}`);
}

async function ask(indicators: Indicators, admin: pg.Client, token: string, rounds: number): Promise<void> {
  const ids = ['exits', 'plie-national-raw', 'iae-dynamic', 'parcours-active', 'people-active'];
  for (const { title, from, to, asOf } of QUESTIONS) {
    const window = { from: civilDateOf(from), to: civilDateOf(to) };
    const instant = endOfDay(civilDateOf(asOf), ZONE);
    const variants = new Map<string, () => Promise<unknown>>([
      ['(floor) count of the partition', () => admin.query(FLOOR, [window.from, window.to])],
      ['(peer) exits and entries joined at the question', () => admin.query(JOINED, [window.from, window.to, instant])],
      ...ids.map(
        (id) => [id, () => indicators.indicator(id, { ...window, asOf: instant, now: instant }, ZONE, token)] as const,
      ),
    ]);
    const times = new Map([...variants.keys()].map((name) => [name, [] as number[]]));
    for (let round = -2; round < rounds; round += 1) {
      for (const [name, measure] of variants) {
        const start = performance.now();
        await measure();
        if (round >= 0) times.get(name)!.push(performance.now() - start);
      }
    }
    console.log(table(title, times));
  }
}

/** Medians and 95th percentiles of interleaved rounds, and how often the floor's time each takes. */
function table(title: string, times: ReadonlyMap<string, readonly number[]>): string {
  const sorted = [...times].map(([name, each]) => [name, each.toSorted((a, b) => a - b)] as const);
  const at = (each: readonly number[], share: number) =>
    each[Math.min(each.length - 1, Math.floor(each.length * share))]!;
  const floor = at(sorted[0]![1], 0.5);
  const rows = sorted.map(
    ([name, each]) =>
      `| ${name} | ${at(each, 0.5).toFixed(1)} | ${at(each, 0.95).toFixed(1)} | ${(at(each, 0.5) / floor).toFixed(1)} |`,
  );
  return [`\n### ${title}`, '', '| | p50, ms | p95, ms | x the floor |', '|---|---:|---:|---:|', ...rows].join('\n');
}
