import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { testId, type Past } from '../../../../test/support/given.js';
import { OPENED, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { midnightOf, ReviewedLog } from '../../../../test/support/risk/reviewed-log.js';
import { DEFAULT_RULES, met } from '../../../../test/support/risk/story.js';
import { loadCalendar } from '../calendar/load.js';
import { ruleSetHash } from '../rule-set/rule-set-hash.js';
import { RiskReviewer } from './reviewer.js';

const DEFAULT_HASH = ruleSetHash(DEFAULT_RULES);

let log: ReviewedLog;
let territory: Uuid;
let referent: Uuid;

beforeAll(async () => {
  log = await ReviewedLog.open();
  territory = randomUUID();
  referent = randomUUID();
  await log.tellSystem(`territory-${territory}`, [
    {
      ...{ type: 'TerritoryFounded', on: '2020-01-01' },
      data: {
        ...{ name: 'Cité', zone: 'Europe/Paris' },
        settings: { minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse', conventionEndsOn: null },
      },
    },
  ]);
  await log.tell(`professional-${referent}`, referent, [
    {
      ...{ type: 'MandateGranted', on: '2020-01-01' },
      data: { role: 'operator', structure: STRUCTURE, from: '2020-01-01', zone: 'Europe/Paris' } as never,
    },
  ]);
});
afterAll(() => log.close());

/** A parcours of somebody new, with a referent, and what followed. */
async function parcours(
  followed: readonly Past<ParcoursEvent>[] = [],
  { person = randomUUID(), by = referent, importId }: { person?: Uuid; by?: Uuid; importId?: Uuid } = {},
) {
  const id = randomUUID();
  const history = [
    past('ParcoursOpened', '2026-01-05', { ...OPENED, beneficiaryId: person }),
    past('ReferentAssigned', '2026-01-05', { professional: by, structure: STRUCTURE }),
    ...followed,
  ].map(({ eventId: _unused, ...event }) => event as Past<ParcoursEvent>);
  await log.tell(`parcours-${id}`, person, history, { territory, ...(importId !== undefined && { importId }) });
  const told = async (...more: Past<ParcoursEvent>[]) => log.tell(`parcours-${id}`, person, more, { territory });
  return { id, person, told };
}

const typesOf = async (id: Uuid) => (await log.alertsOf(id)).map(({ type }) => type);

describe('reviews', () => {
  it('of what happened, and again when they are due; each alert is raised once', async () => {
    const { id, told } = await parcours([met('2026-01-20')]);
    await log.reviewOn('2026-01-21');
    expect(await log.board(id)).toMatchObject({ level: 'none', score: 0, due_ms: String(midnightOf('2026-03-21')) });
    expect(await log.reviewOn('2026-03-20')).toMatchObject({ reviewed: 0 });
    expect(await log.reviewOn('2026-03-21')).toMatchObject({ reviewed: 1, changed: 0 });
    expect(await log.board(id)).toMatchObject({ level: 'watch', due_ms: String(midnightOf('2026-05-20')) });
    expect(await log.reviewOn('2026-05-20')).toMatchObject({ reviewed: 1, changed: 1 });
    expect(await log.reviewOn('2026-05-20')).toMatchObject({ reviewed: 0 });
    expect(await typesOf(id)).toEqual(['AlertRaised']);
    expect((await log.alertsOf(id))[0]).toMatchObject({ data: { parcours: id, n: 1, level: 'at-risk' }, territory });
    await told(met('2026-05-22'));
    expect(await log.reviewOn('2026-05-22')).toMatchObject({ reviewed: 1, changed: 1 });
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertResolved']);
    expect(await log.board(id)).toMatchObject({ level: 'none', touched: expect.anything() });
    const { rows } = await log.pool.query('SELECT kind, ended_ms FROM read.risk_alerts WHERE parcours = $1', [id]);
    expect(rows).toEqual([{ kind: 'contact', ended_ms: expect.any(String) }]);
  });

  it('are shown before their alert is told: where it cannot be, the level stands already and the review comes again', async () => {
    const { id } = await parcours([met('2026-01-20')]);
    await log.reviewOn('2026-05-19');
    const now = midnightOf('2026-05-20') + 1;
    const away = new RiskReviewer({
      ...{ pool: log.pool, idSecret: log.store.idSecret, calendar: loadCalendar(), zone: 'Europe/Paris' },
      runner: { run: () => Promise.reject(new Error('away')) } as never,
    });
    expect(await away.reviewDue(now)).toMatchObject({ failed: 1 });
    expect(await log.board(id)).toMatchObject({ level: 'at-risk' });
    expect(await typesOf(id)).toEqual([]);
    await log.reviewOn('2026-05-20');
    expect(await log.board(id)).toMatchObject({ level: 'at-risk' });
    expect(await typesOf(id)).toEqual(['AlertRaised']);
  });

  it('a contact in another parcours of the person clears it, one of a person merged with her too', async () => {
    const one = await parcours([met('2026-01-20')]);
    const same = await parcours([], { person: one.person });
    const other = await parcours([met('2026-01-20')]);
    await log.reviewOn('2026-04-01');
    expect(await log.board(one.id)).toMatchObject({ level: 'watch' });
    await same.told(met('2026-03-30'));
    await log.reviewOn('2026-04-01');
    expect(await log.board(one.id)).toMatchObject({ level: 'none' });
    expect(await log.board(other.id)).toMatchObject({ level: 'watch' });
    await log.tell(`beneficiary-${other.person}`, other.person, [
      { type: 'BeneficiaryMerged', on: '2026-04-01', data: { into: one.person } },
    ]);
    await log.reviewOn('2026-04-01');
    expect(await log.board(other.id)).toMatchObject({ level: 'none' });
  });

  it('an objection to profiling ends everything, and a mandate that ends is heard of', async () => {
    const worried = await parcours([past('ConcernRaised', '2026-02-01', { note: 'Voix éteinte' })]);
    await log.reviewOn('2026-02-02');
    expect(await log.board(worried.id)).toMatchObject({ level: 'at-risk' });
    await log.tell(`beneficiary-${worried.person}`, worried.person, [
      { type: 'ObjectionRecorded', on: '2026-02-03', data: { purpose: 'profiling' } },
    ]);
    await log.reviewOn('2026-02-03');
    expect(await log.board(worried.id)).toMatchObject({
      level: 'none',
      stopped_by: 'objection',
      messages: [{ kind: 'concern' }],
    });
    expect(await typesOf(worried.id)).toEqual(['AlertRaised', 'AlertResolved']);

    const left = randomUUID();
    const { id } = await parcours([], { by: left });
    await log.reviewOn('2026-01-20');
    expect((await log.board(id))['flags']).toMatchObject([{ instance: 'R8', anchor: '2026-01-05' }]);
    await log.tell(`professional-${left}`, left, [
      {
        ...{ type: 'MandateGranted', on: '2026-01-20' },
        data: { role: 'operator', structure: STRUCTURE, from: '2026-01-01', zone: 'Europe/Paris' } as never,
      },
    ]);
    await log.reviewOn('2026-01-20');
    expect(await log.board(id)).toMatchObject({ level: 'none' });
  });

  it('of an import, or after a long stop, are a backlog', async () => {
    const silent = [met('2026-01-20')];
    const imported = await parcours(silent, { importId: randomUUID() });
    await log.reviewOn('2026-06-15');
    expect((await log.alertsOf(imported.id))[0]).toMatchObject({ data: { backlog: true } });
    const stopped = await parcours(silent);
    await log.reviewOn('2026-01-21');
    await log.reviewOn('2026-05-19');
    await log.reviewOn('2026-06-15');
    expect((await log.alertsOf(stopped.id))[0]).toMatchObject({ data: { backlog: true } });
    const daily = await parcours(silent);
    await log.reviewOn('2026-01-21');
    await log.reviewOn('2026-05-19');
    await log.reviewOn('2026-05-20');
    expect((await log.alertsOf(daily.id))[0]!.data).not.toHaveProperty('backlog');
  });

  it('other rules are followed at once, on trial in streams of their own', async () => {
    const { id } = await parcours([met('2026-01-20')]);
    await log.reviewOn('2026-02-20');
    expect(await log.board(id)).toMatchObject({ level: 'none', rule_set_version: 1 });
    const strict = {
      ...DEFAULT_RULES,
      version: 2,
      rules: DEFAULT_RULES.rules.map((rule) =>
        rule.instance === 'R1b'
          ? { ...rule, params: { days: { outreach: 10, support: 10, training: 10, job: 10 }, graceDays: 7 } }
          : rule,
      ),
    };
    const drafted = { version: 2, ruleSet: strict, hash: ruleSetHash(strict) };
    await log.tellSystem(`ruleSet-${territory}`, [
      { type: 'RuleSetDrafted', on: '2026-02-20', data: drafted },
      { type: 'RuleSetShadowed', on: '2026-02-20', data: { version: 2 } },
    ]);
    await log.reviewOn('2026-02-20');
    expect(await typesOf(id)).toEqual([]);
    const onTrial = async () => {
      const asked = 'SELECT rule_set_version, kind FROM read.risk_alerts WHERE parcours = $1 AND shadow';
      return (await log.pool.query(asked, [id])).rows as unknown;
    };
    expect(await onTrial()).toEqual([{ rule_set_version: 2, kind: null }]);
    await log.tellSystem(`ruleSet-${territory}`, [
      {
        type: 'RuleSetActivated',
        on: '2026-02-21',
        data: { version: 2, reason: 'Essai concluant', backTest: testId(1) },
      },
    ]);
    await log.reviewOn('2026-02-21');
    expect(await log.board(id)).toMatchObject({ level: 'at-risk', rule_set_version: 2 });
    expect((await log.alertsOf(id))[0]).toMatchObject({ data: { ruleSetVersion: 2, backlog: true } });
    // On trial no more: what it raised there ends, in sight of nobody.
    await log.caughtUp();
    expect(await onTrial()).toEqual([{ rule_set_version: 2, kind: 'rule-retired' }]);
    await log.tellSystem(`ruleSet-${territory}`, [
      {
        type: 'RuleSetDrafted',
        on: '2026-02-22',
        data: { ...drafted, version: 3, ruleSet: { ...DEFAULT_RULES, version: 3 }, hash: DEFAULT_HASH },
      },
      { type: 'RuleSetActivated', on: '2026-02-22', data: { version: 3, reason: 'Retour', backTest: testId(1) } },
    ]);
    await log.reviewOn('2026-02-22');
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertResolved']);
  });

  it('of a parcours whose opening was voided end its alert', async () => {
    const { id, told } = await parcours([past('ConcernRaised', '2026-02-01', { note: 'Voix éteinte' })]);
    await log.reviewOn('2026-02-02');
    const events = await log.store.store.load(`parcours-${id}`);
    await told(
      ...events.toReversed().map(({ eventId }) => past('EntryVoided', '2026-02-03', { eventId, why: 'doublon' })),
    );
    await log.reviewOn('2026-02-03');
    expect((await log.alertsOf(id)).at(-1)).toMatchObject({ type: 'AlertResolved', data: { kind: 'correction' } });
    expect(await log.board(id)).toMatchObject({ level: null, due_ms: null });
    expect(log.failures).toEqual([]);
  });
});
