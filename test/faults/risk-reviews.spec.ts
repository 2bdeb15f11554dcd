import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import { startTypeScript } from '../support/child-process.js';
import { OPENED, past } from '../support/parcours.js';
import { midnightOf, ReviewedLog } from '../support/risk/reviewed-log.js';
import { met } from '../support/risk/story.js';
import type { KillPlan } from './risk-reviews.child.js';

const PARCOURS = 40;
/** Steps at which the runs are killed, one after another: between any two of an append and a save. */
const KILLS = [1, 2, 3, 34, 40, 66, 67, 80, 81];

describe('reviews killed at any instant', () => {
  let log: ReviewedLog;
  const ids: Uuid[] = [];

  beforeAll(async () => {
    log = await ReviewedLog.open();
    for (let n = 0; n < PARCOURS; n += 1) {
      const [id, person] = [randomUUID(), randomUUID()];
      ids.push(id);
      const history = [
        past('ParcoursOpened', '2026-01-05', { ...OPENED, beneficiaryId: person }),
        met('2026-01-20'),
        past('ConcernRaised', '2026-02-01', { note: 'Voix éteinte' }),
      ];
      await log.tell(`parcours-${id}`, person, history.map(({ eventId: _unused, ...event }) => event) as never);
    }
    await log.caughtUp();
  });
  afterAll(() => log.close());

  it('raise each alert once, and lose none', async () => {
    const now = midnightOf('2026-03-10');
    let killed = 0;
    for (const atStep of KILLS) {
      const plan: KillPlan = { urls: log.database.urls, secretsFolder: log.secretsFolder, now, atStep };
      const [code, signal] = (await once(
        startTypeScript('test/faults/risk-reviews.child.ts', [JSON.stringify(plan)]),
        'exit',
      )) as [number | null, string | null];
      if (signal === 'SIGKILL') killed += 1;
      else expect(code).toBe(0);
      await log.caughtUp();
    }
    expect(killed).toBeGreaterThanOrEqual(4);
    await log.reviewOn('2026-03-10');
    for (const id of ids) {
      const alerts = await log.alertsOf(id);
      expect(alerts.map(({ type }) => type)).toEqual(['AlertRaised']);
      expect(await log.board(id)).toMatchObject({ level: 'at-risk', score: 5 });
    }
  }, 400_000);
});
