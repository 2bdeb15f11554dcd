import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import { testId } from '../../../../../test/support/given.js';
import { past } from '../../../../../test/support/parcours.js';
import { english, RiskPlace, type Seated } from '../../../../../test/support/risk/risk-place.js';
import { DEFAULT_RULES, met } from '../../../../../test/support/risk/story.js';
import { alertIdOf } from '../../alerts/alert-id.js';
import { ruleSetHash } from '../../rule-set/rule-set-hash.js';

/** The same rules, with « long silence » after some days. */
function silenceAfter(days: number): typeof DEFAULT_RULES {
  const all = { outreach: days, support: days, training: days, job: days };
  const rules = DEFAULT_RULES.rules.map((rule) =>
    rule.instance === 'R1b' ? { ...rule, params: { days: all, graceDays: 7 } } : rule,
  );
  return { ...DEFAULT_RULES, rules };
}

describe('rules over HTTP', () => {
  let place: RiskPlace;
  let structure: Uuid;
  let coordinator: Seated;
  let operator: Seated;
  const strict = silenceAfter(10);

  beforeAll(async () => {
    place = await RiskPlace.open();
    structure = await place.structure();
    coordinator = await place.signIn('coordinator');
    operator = await place.signIn('operator', structure);
  });
  afterAll(() => place.close());

  const versions = async () => (await place.get('rule-sets', coordinator)).json().items;
  const alertsOf = async (parcours: Uuid) => (await place.log.alertsOf(parcours)).map(({ type }) => type);

  /** A back-test of a version as it stands, as the worker records one. */
  async function tested(version: number, ruleSet: typeof DEFAULT_RULES): Promise<Uuid> {
    await place.log.tellSystem(`ruleSet-${place.territory}`, [
      {
        ...{ type: 'BackTestRecorded', on: '2024-05-20' },
        data: { version, ruleSetHash: ruleSetHash({ ...ruleSet, version }), summary: {} as never },
      },
    ]);
    const events = await place.log.store.store.load(`ruleSet-${place.territory}`);
    return events.at(-1)!.eventId;
  }

  it('begin with those that ship; a draft is a copy that is edited, and its mistakes are named', async () => {
    expect(await versions()).toEqual([
      {
        ...{ version: 1, label: 'Règles par défaut', status: 'active', hash: expect.any(String), rules: 14 },
        ...{ backTests: [], activation: null },
      },
    ]);
    const drafted = await place.send('rule-sets', { from: 1 }, coordinator);
    expect(drafted.json()).toMatchObject({ id: '2', repeated: false });
    const bad = {
      ...strict,
      rules: strict.rules.map((rule) => (rule.instance === 'R2' ? { ...rule, weight: 0 } : rule)),
    };
    const refused = (await place.send('rule-sets/2', { ruleSet: bad }, coordinator, { method: 'PUT' })).json();
    const at = strict.rules.findIndex(({ instance }) => instance === 'R2');
    expect(refused).toMatchObject({
      code: 'rule-set-invalid',
      errors: [{ pointer: `/ruleSet/rules/${at}/weight`, message: expect.stringMatching(/corrigez/) }],
    });
    await place.send('rule-sets/2', { ruleSet: strict }, coordinator, { method: 'PUT' });
    const document = (await place.get('rule-sets/2', coordinator)).json();
    expect(document).toMatchObject({ status: 'draft', ruleSet: { version: 2, id: 'default' } });
    expect((await place.send('rule-sets', {}, coordinator)).json()).toMatchObject({
      errors: [{ pointer: '/from', code: 'rule-set-missing' }],
    });
    for (const unknown of ['9', 'x', '0']) {
      expect((await place.get(`rule-sets/${unknown}`, coordinator)).json()).toMatchObject({ code: 'rule-set-unknown' });
    }
    expect((await place.get('rule-sets', operator)).statusCode).toBe(403);
  });

  it('are compared field by field', async () => {
    const { changes, cases } = (await place.get('rule-sets/1/comparison?with=2', coordinator)).json();
    expect(cases).toBeNull();
    expect(changes).toContainEqual({
      ...{ field: '/rules/R1b/params/days/support', label: 'Long silence', before: 120, after: 10 },
    });
    expect(changes.every(({ field }: { field: string }) => field.startsWith('/rules/R1b/'))).toBe(true);
  });

  it('on trial raise alerts of their own, which no operator sees; in force they are followed at once', async () => {
    const { id, person } = await place.parcours(structure, operator.professional, [met('2024-05-01')]);
    await place.reviewOn('2024-05-20');
    await place.send('rule-sets/2/shadow', {}, coordinator);
    await place.reviewOn('2024-05-20');
    expect((await place.get('alerts', operator)).json().items).toEqual([]);
    expect(await alertsOf(id)).toEqual([]);
    const compared = (await place.get('rule-sets/1/comparison?with=2', coordinator)).json();
    expect(compared.cases).toEqual({ both: 0, onlyActive: 0, onlyTrial: 1 });
    expect((await place.get('rule-sets/2/precision', coordinator)).json()).toMatchObject({
      ...{ raised: 0, raisedOnTrial: 1, precision: null },
    });

    const unknown = (
      await place.send('rule-sets/2/activate', { reason: 'Essai concluant', backTest: testId(1) }, coordinator)
    ).json();
    expect(unknown).toMatchObject({ errors: [{ pointer: '/backTest', code: 'back-test-unknown' }] });
    const backTest = await tested(2, strict);
    await place.send('rule-sets/2/activate', { reason: 'Essai concluant', backTest }, coordinator);
    expect(await versions()).toMatchObject([
      {
        ...{ version: 2, status: 'active', backTests: [{ id: backTest, current: true }] },
        activation: { by: { id: coordinator.professional, name: 'Inès Exemple' }, reason: 'Essai concluant', backTest },
      },
      { version: 1, status: 'replaced' },
    ]);
    await place.reviewOn('2024-05-20');
    expect(await alertsOf(id)).toEqual(['AlertRaised']);
    const [alert] = (await place.get('alerts', operator)).json().items;
    expect(alert).toMatchObject({ parcoursId: id, ruleSetVersion: 2, backlog: true });

    const lost = alertIdOf(place.log.store.idSecret, id);
    await place.send(`alerts/${lost}/close`, { n: 1, outcome: 'not-relevant' }, operator);
    await place.tell(id, person, [past('ConcernRaised', '2024-05-20', { note: 'Voix éteinte' })]);
    await place.reviewOn('2024-05-21');
    await place.send(`alerts/${lost}/close`, { n: 2, outcome: 'lost' }, operator);
    expect((await place.get('rule-sets/2/precision', coordinator)).json()).toMatchObject({
      ...{ version: 2, raised: 2, endedByPerson: 2, resolved: 0, precision: 0.5, withoutOutcome: 0 },
      outcomes: { lost: 1, 'not-relevant': 1, reconnected: 0 },
      quarters: expect.arrayContaining([expect.objectContaining({ endedByPerson: 2, precision: 0.5 })]),
    });
  });

  it('that have served change no more, and those in force are not retired', async () => {
    const redraft = await place.send('rule-sets/2', { ruleSet: strict }, coordinator, { method: 'PUT' });
    expect(redraft.json()).toMatchObject({ status: 409, code: 'rule-set-not-a-draft' });
    const retired = await place.send('rule-sets/2/retire', { reason: 'Trop' }, coordinator);
    expect(retired.json()).toMatchObject({ status: 409, code: 'rule-set-active' });
    await place.send('rule-sets/1/retire', { reason: 'Remplacées' }, coordinator);
    expect((await versions()).at(-1)).toMatchObject({ version: 1, status: 'retired' });
  });

  it('are told in English where it is asked for', async () => {
    const levels = { ...strict.levels, atRisk: 5 };
    const rules = strict.rules.map((rule) => (rule.instance === 'R4' ? { ...rule, weight: 3 } : rule));
    await place.send('rule-sets', { ruleSet: { ...strict, levels, rules } }, coordinator);
    const by = english(coordinator);
    const label = 'Default rules';
    expect((await place.get('rule-sets', by)).json().items).toMatchObject([
      { version: 3, label },
      { label },
      { label },
    ]);
    expect((await place.get('rule-sets/1', by)).json()).toMatchObject({ label });
    expect((await place.get('rule-sets/2/comparison?with=3', by)).json().changes).toMatchObject([
      { field: '/levels/atRisk', label: 'Thresholds of the levels' },
      { field: '/rules/R4/weight', label: 'Missed appointments' },
    ]);
  });

  it('a review that failed is seen by case number, and asked for again', async () => {
    const { id, person } = await place.parcours(structure, operator.professional);
    await place.reviewOn('2024-05-22');
    await place.log.pool.query(
      `UPDATE read.risk_board SET failed_code = 'TypeError', failed_ms = 1, due_ms = 9999999999999 WHERE parcours = $1`,
      [id],
    );
    const failed = (await place.get('failed-reviews', coordinator)).json();
    expect(failed).toEqual({
      items: [
        {
          ...{ caseNumber: `Dossier ${id.slice(-8).toUpperCase()}`, code: 'TypeError' },
          at: '1970-01-01T00:00:00.001Z',
        },
      ],
      total: 1,
    });
    expect(await place.linesOf(person)).toEqual([
      { professional: coordinator.professional, action: 'failed-reviews', reason: 'duty' },
    ]);
    expect((await place.send('failed-reviews/retries', {}, coordinator)).json()).toEqual({ asked: 1 });
    await place.reviewOn('2024-05-22');
    expect((await place.get('failed-reviews', coordinator)).json()).toEqual({ items: [], total: 0 });
    expect((await place.get('failed-reviews', operator)).statusCode).toBe(403);
  });
});
