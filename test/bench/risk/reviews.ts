import { createPool } from '@jalons/database';
import { loadCalendar, RISK_PROJECTION, RiskReviewer, riskProjection } from '@jalons/dropout-risk';
import { addDays, civilDateOf, startOfDay } from '@jalons/kernel';
import { ProjectionRunner } from '@jalons/projections';
import { territoriesProjection } from '@jalons/territory';
import type pg from 'pg';
import { inventedId, inventedSurroundings, type LifeEntry } from '../../support/risk/invented-lives.js';
import { fillLog } from '../../support/risk/lives-log.js';
import { openBenchLog } from './bench-log.js';

/** Reviews of one run, and those of them that raise an alert where any does. */
const DUE = 10_000;
const RAISING = 500;
const FOR_EVER_MS = 3_600_000;
const ZONE = 'Europe/Paris';
const OPENED = civilDateOf('2026-01-05');
const TERRITORY = inventedId('territory', 2);
const REFERENTS = 60;

/** Everybody opened and met; of each group, some are worried about. In the order of the log. */
function* cases(groups: number): Generator<LifeEntry> {
  yield* inventedSurroundings({
    ...{ people: 0, days: 1, from: '2026-01-05', until: '2026-02-28', territory: TERRITORY, referents: REFERENTS },
  });
  const people = groups * DUE;
  const entry = (n: number, name: string, type: string, days: number, data: object): LifeEntry => ({
    ...{ stream: `parcours-${inventedId('case', n)}`, keyId: inventedId('person', n), event: { type, data } },
    ...{ eventId: inventedId(name, n), on: addDays(OPENED, days) },
    recordedAt: startOfDay(OPENED, ZONE) + days * 86_400_000 + 36_000_000,
  });
  const eligibility = { perimeter: 'inside', qpv: null, evidence: 'declared', minimumAge: 16, age: 'adult' };
  for (let n = 0; n < people; n += 1) {
    const [beneficiaryId, structure] = [inventedId('person', n), inventedId('structure', n % 7)];
    yield entry(n, 'opened', 'ParcoursOpened', 0, { beneficiaryId, structure, entryChannel: 'walk-in', eligibility });
    const professional = inventedId('referent', n % REFERENTS);
    yield entry(n, 'assigned', 'ReferentAssigned', 0, {
      professional,
      structure: inventedId('structure', (n % REFERENTS) % 7),
    });
  }
  for (let n = 0; n < people; n += 1) {
    for (const days of [5, 12, 20, 27]) {
      yield entry(n, `met ${days}`, 'ContactAttempted', days, { channel: 'phone', reached: 'person' });
    }
  }
  for (let n = 0; n < people; n += 1) {
    if (n % DUE < RAISING) yield entry(n, 'concern', 'ConcernRaised', 30, { note: 'Ne répond plus' });
  }
}

/** 10 000 due reviews, loaded, evaluated and saved; then those of which a twentieth raises an alert. */
export async function benchReviews(rounds: number): Promise<void> {
  const groups = rounds + 1;
  const log = await openBenchLog();
  const { urls, store } = log;
  await fillLog(urls.owner, store, cases(groups), TERRITORY);
  const projections = await ProjectionRunner.open({
    ...{ url: urls.worker, ownerUrl: urls.owner, store: store.store },
    projections: [riskProjection(), territoriesProjection],
  });
  const pool = createPool(urls.worker, { name: 'bench', max: 3 });
  projections.start();
  const caughtUp = async () => {
    const head = (await store.log.head())!;
    await projections.waitFor([RISK_PROJECTION, 'territories'], head.position, FOR_EVER_MS);
  };
  try {
    await caughtUp();
    await pool.query('UPDATE read.risk_board SET due_ms = NULL');
    const reviewer = new RiskReviewer({
      ...{ pool, runner: store.runner, idSecret: store.idSecret, calendar: loadCalendar(), zone: ZONE },
    });
    const now = startOfDay(addDays(OPENED, 31), ZONE);
    const times = { floor: [] as number[], quiet: [] as number[], raising: [] as number[] };
    for (let round = 0; round < groups; round += 1) {
      const own = Array.from({ length: DUE }, (_, n) => inventedId('case', round * DUE + n));
      const review = async (changes: number) => {
        await makeDue(pool, own);
        const started = performance.now();
        const { reviewed, changed, failed } = await reviewer.reviewDue(now);
        const took = performance.now() - started;
        if (reviewed < DUE || changed !== changes || failed > 0)
          throw new Error(`${reviewed} reviewed, ${changed} changed`);
        // What was appended asks for another look: it is no part of the next one.
        await caughtUp();
        await pool.query('UPDATE read.risk_board SET due_ms = NULL WHERE due_ms IS NOT NULL');
        return took;
      };
      await makeDue(pool, own);
      const floor = await readAndWrite(pool, own);
      const raising = await review(RAISING);
      const quiet = await review(0);
      // The first round warms up.
      if (round === 0) continue;
      times.floor.push(floor);
      times.quiet.push(quiet);
      times.raising.push(raising);
    }
    print(times);
  } finally {
    await projections.stop();
    await pool.end();
    await log.close();
  }
}

async function makeDue(pool: pg.Pool, parcours: readonly string[]): Promise<void> {
  await pool.query('UPDATE read.risk_board SET due_ms = 1 WHERE parcours = ANY ($1::uuid[])', [parcours]);
  await pool.query('VACUUM ANALYZE read.risk_board').catch(() => {});
}

/** What no review can do without: the facts read and parsed, one row written for each. */
async function readAndWrite(pool: pg.Pool, parcours: readonly string[]): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < parcours.length; at += 1_000) {
    const some = parcours.slice(at, at + 1_000);
    await pool.query('SELECT facts FROM read.risk_cases WHERE parcours = ANY ($1::uuid[])', [some]);
    await pool.query('UPDATE read.risk_board SET due_ms = NULL WHERE parcours = ANY ($1::uuid[])', [some]);
  }
  return performance.now() - started;
}

function print({ floor, quiet, raising }: Readonly<Record<'floor' | 'quiet' | 'raising', readonly number[]>>): void {
  const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) / 2)]!;
  const row = (name: string, times: readonly number[]) =>
    `| ${name} | ${Math.round(middle(times))} | ${(middle(times) / middle(floor)).toFixed(1)} |`;
  console.log(
    [
      `### ${DUE.toLocaleString('en')} due reviews`,
      '',
      '| | ms | x the floor |',
      '|---|---:|---:|',
      row('loaded, evaluated, saved; nothing changes', quiet),
      row(`the same, ${RAISING} of them raise an alert`, raising),
      row('(floor) the facts read, a row written for each', floor),
      '',
    ].join('\n'),
  );
}
