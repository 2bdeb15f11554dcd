import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import { past } from '../../../../test/support/parcours.js';
import { english, RiskPlace, type Seated } from '../../../../test/support/risk/risk-place.js';
import { met } from '../../../../test/support/risk/story.js';
import type { RiskView, RuleItem } from './risk-view.js';

const PAUSE = randomUUID();

describe('why, and why not', () => {
  let place: RiskPlace;
  let structure: Uuid;
  let referent: Seated;
  let stranger: Seated;
  let coordinator: Seated;
  let id: Uuid;
  let person: Uuid;
  const contact = randomUUID();

  beforeAll(async () => {
    place = await RiskPlace.open();
    structure = await place.structure();
    referent = await place.signIn('operator', structure);
    stranger = await place.signIn('operator', await place.structure());
    coordinator = await place.signIn('coordinator');
    ({ id, person } = await place.parcours(structure, referent.professional, [met('2024-01-20', contact)]));
    await place.reviewOn('2024-05-20');
  });
  afterAll(() => place.close());

  const asked = async (query = '', by = referent): Promise<RiskView> =>
    (await place.get(`parcours/${id}/risk${query}`, by)).json();
  const rule = ({ rules }: RiskView, name: string): RuleItem => rules.find(({ instance }) => instance === name)!;

  it('are told of today: each rule, with its evidence, what would clear it, and the day on which others would hold', async () => {
    const view = await asked();
    expect(view).toMatchObject({
      ...{ parcoursId: id, on: '2024-05-20', known: true, level: 'at-risk', levelName: 'À risque', score: 4 },
      ...{ ruleSet: { version: 1, label: 'Règles par défaut' }, stoppedBy: null, messages: [] },
    });
    expect(view.alert).toEqual({ id: expect.any(String), n: 1 });
    expect(rule(view, 'R1b')).toEqual({
      ...{ instance: 'R1b', rule: 'R1', label: 'Long silence', weight: 4, group: 'S', flagged: true, counts: true },
      flags: [
        {
          ...{ why: 'Aucun contact avec la personne depuis le 20/01/2024.', since: '2024-01-20', dueOn: '2024-05-19' },
          evidence: [{ eventId: contact, on: '2024-01-20' }],
          ...{ clearedBy: ['un contact avec la personne'], mutedBy: null },
        },
      ],
      expectedOn: null,
    });
    expect(rule(view, 'R11')).toMatchObject({ flagged: false, flags: [], expectedOn: null });
    expect(view.rules).toHaveLength(14);
    expect(await place.linesOf(person)).toContainEqual({
      ...{ professional: referent.professional, action: 'parcours-risk', reason: 'referent' },
    });
  });

  it('are told in English where it is asked for, with its days', async () => {
    const view = await asked('', english(referent));
    expect(view).toMatchObject({ levelName: 'At risk', ruleSet: { version: 1, label: 'Default rules' } });
    expect(rule(view, 'R1b')).toMatchObject({
      ...{ label: 'Long silence' },
      flags: [{ why: 'No contact with the person since 20 January 2024.', clearedBy: ['a contact with the person'] }],
    });
    expect(rule(view, 'R11')).toMatchObject({ label: 'Concern' });
    const before = await asked('?on=2023-12-31', english(referent));
    expect(before).toMatchObject({ known: false, levelName: 'No signal' });
  });

  it('are replayed for a past day, from what was known then', async () => {
    const march = await asked('?on=2024-03-25');
    expect(march).toMatchObject({ level: 'watch', score: 2, alert: null, on: '2024-03-25' });
    expect(rule(march, 'R1')).toMatchObject({ flagged: true });
    expect(rule(march, 'R1b')).toMatchObject({ flagged: false, expectedOn: '2024-05-19' });
    const late = await place.parcours(structure, referent.professional, [met('2024-01-20')]);
    await place.log.tell(
      `parcours-${late.id}`,
      late.person,
      [{ ...met('2024-03-01'), knownAt: Date.parse('2024-04-10T12:00:00Z') } as never],
      { territory: place.territory },
    );
    await place.log.caughtUp();
    const on = async (day: string) => (await place.get(`parcours/${late.id}/risk?on=${day}`, referent)).json();
    expect(await on('2024-03-25')).toMatchObject({ level: 'watch' });
    expect(await on('2024-04-10')).toMatchObject({ level: 'none' });
    expect(await on('2023-12-31')).toMatchObject({ known: false, level: 'none', rules: [] });
    const before = await place.log.store.log.head();
    await place.tell(late.id, late.person, [met('2024-03-20')]);
    await place.log.caughtUp();
    expect(await on('2024-03-25')).toMatchObject({ level: 'none' });
    expect(await on(`2024-03-25&position=${before!.position}`)).toMatchObject({
      ...{ level: 'watch', position: before!.position },
    });
  });

  it('say what keeps a rule quiet', async () => {
    const paused = await place.parcours(structure, referent.professional, [
      met('2024-01-20'),
      past('PauseDeclared', '2024-05-01', { reason: 'health', until: '2024-06-30' } as never, PAUSE),
    ]);
    await place.log.caughtUp();
    const view = (await place.get(`parcours/${paused.id}/risk`, referent)).json();
    expect(view).toMatchObject({ level: 'none', score: 0 });
    expect(rule(view, 'R1')).toMatchObject({
      ...{ flagged: true, counts: false },
      flags: [{ mutedBy: { by: 'pause', text: 'parcours en pause, jusqu’au 08/07/2024' } }],
    });
    const spoken = (await place.get(`parcours/${paused.id}/risk`, english(referent))).json();
    expect(rule(spoken, 'R1').flags).toMatchObject([{ mutedBy: { text: 'path paused, until 8 July 2024' } }]);
  });

  it('are nobody else’s, and of no day to come', async () => {
    for (const by of [stranger, coordinator]) {
      expect((await place.get(`parcours/${id}/risk`, by)).json()).toMatchObject({ code: 'parcours-unknown' });
    }
    expect((await place.get(`parcours/${id}/risk?on=2024-05-21`, referent)).json()).toMatchObject({
      errors: [{ pointer: '/on', code: 'not-come' }],
    });
    expect((await place.get(`parcours/${randomUUID()}/risk`, referent)).json()).toMatchObject({ status: 404 });
  });

  it('apply no rule to somebody who objects, and tell a worry as a plain message', async () => {
    const worried = await place.parcours(structure, referent.professional, [
      past('ConcernRaised', '2024-05-10', { note: 'Voix éteinte' }),
    ]);
    await place.log.tell(`beneficiary-${worried.person}`, worried.person, [
      {
        ...{ type: 'ObjectionRecorded', on: '2024-05-11', data: { purpose: 'profiling' } },
        knownAt: Date.parse('2024-05-11T12:00:00Z'),
      } as never,
    ]);
    await place.reviewOn('2024-05-20');
    const view = (await place.get(`parcours/${worried.id}/risk`, referent)).json();
    const spoken = (await place.get(`parcours/${worried.id}/risk`, english(referent))).json();
    expect(spoken.stoppedBy.text).toBe('The person objects to profiling: no rule is applied.');
    expect(view).toMatchObject({
      ...{ level: 'none', stoppedBy: { by: 'objection' }, rules: [] },
      messages: [{ kind: 'concern', since: '2024-05-10', evidence: { on: '2024-05-10' } }],
    });
    const { items } = (await place.get('cases?limit=200', referent)).json();
    const item = items.find(({ parcoursId }: { parcoursId: Uuid }) => parcoursId === worried.id);
    expect(item.risk).toBeNull();
  });

  it('show in the file active, with the open alert for those who follow the person alone', async () => {
    const find = async (by: Seated, query = '') =>
      (await place.get(`cases?limit=200${query}`, by))
        .json()
        .items.find(({ parcoursId }: { parcoursId: Uuid }) => parcoursId === id);
    const risk = { level: 'at-risk', flagCount: 2, since: '2024-03-20', nextReviewOn: expect.anything() };
    const own = await find(referent, '&filter=at-risk');
    expect(own.risk).toEqual({
      ...risk,
      alert: { id: expect.any(String), n: 1, seen: false, inCharge: false, snoozedUntil: null },
    });
    expect((await find(coordinator, '&filter=at-risk')).risk).toEqual({ ...risk, alert: null });
    expect(await find(stranger)).toBeUndefined();
    expect((await place.get('cases/counts', referent)).json()).toMatchObject({ 'at-risk': 1 });
    expect((await place.get('cases/counts', coordinator)).json()).toMatchObject({ 'at-risk': 1 });
    expect((await place.get('cases/counts', stranger)).json()).toMatchObject({ 'at-risk': 0 });
  });
});
