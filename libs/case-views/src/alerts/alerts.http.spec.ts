import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertIdOf } from '@jalons/dropout-risk';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Past } from '../../../../test/support/given.js';
import { past } from '../../../../test/support/parcours.js';
import type { AlertItem } from './alert-item.js';
import { english, RiskPlace, type Seated } from '../../../../test/support/risk/risk-place.js';
import { met } from '../../../../test/support/risk/story.js';

const worry = past('ConcernRaised', '2024-05-02', { note: 'Voix éteinte' });

describe('alerts over HTTP', () => {
  let place: RiskPlace;
  let structure: Uuid;
  let referent: Seated;
  let colleague: Seated;
  let stranger: Seated;
  let coordinator: Seated;

  beforeAll(async () => {
    place = await RiskPlace.open();
    structure = await place.structure();
    referent = await place.signIn('operator', structure);
    colleague = await place.signIn('structure-manager', structure);
    stranger = await place.signIn('operator', await place.structure());
    coordinator = await place.signIn('coordinator');
  });
  afterAll(() => place.close());

  /** A case at risk from the day of its review on, and its alert. */
  async function atRisk(followed: readonly Past<ParcoursEvent>[] = [worry], day = '2024-05-06') {
    const parcours = await place.parcours(structure, referent.professional, [met('2024-04-20'), ...followed]);
    await place.reviewOn(day);
    return { ...parcours, alert: alertIdOf(place.log.store.idSecret, parcours.id) };
  }

  const listed = async (by: Seated, query = '') =>
    (await place.get(`alerts${query}`, by)).json().items as readonly AlertItem[];

  it('are listed with their causes in words, to those who follow the person, and leave a line', async () => {
    const { id, person, alert } = await atRisk();
    const item = (await listed(referent)).find(({ parcoursId }) => parcoursId === id);
    expect(item).toEqual({
      ...{ id: alert, n: 1, parcoursId: id, beneficiaryId: person, displayName: 'Amina E.' },
      ...{ level: 'at-risk', suspended: false, raisedOn: '2024-05-06', backlog: true, ruleSetVersion: 1 },
      ...{ seenOn: null, inCharge: null, snoozedUntil: null, escalatedOn: null, ended: null },
      referent: { id: referent.professional, name: 'Inès Exemple' },
      deputy: null,
      structure: { id: structure, name: 'Structure' },
      causes: [
        {
          ...{ instance: 'R11', rule: 'R11', why: 'Inquiétude signalée le 02/05/2024.', since: '2024-05-02' },
          ...{ dueOn: '2024-05-02', clearedBy: ['l’inquiétude levée'], mutedBy: null, addedOn: '2024-05-06' },
          ...{ first: null, evidence: [{ eventId: expect.any(String), on: '2024-05-02' }] },
        },
      ],
      ...{ received: false, revision: 0 },
    });
    const spoken = (await listed(english(referent))).find(({ parcoursId }) => parcoursId === id);
    expect(spoken?.causes).toMatchObject([
      { why: 'Concern raised on 2 May 2024.', clearedBy: ['the concern lifted'], mutedBy: null },
    ]);
    expect((await place.get(`alerts/${alert}`, english(referent))).json().causes).toEqual(spoken?.causes);
    expect(await place.linesOf(person)).toContainEqual({
      ...{ professional: referent.professional, action: 'alerts', reason: 'referent' },
    });
    expect((await listed(colleague)).some(({ parcoursId }) => parcoursId === id)).toBe(true);
    expect(await listed(colleague, '?whose=mine')).toEqual([]);
    expect(await listed(stranger)).toEqual([]);
    expect((await place.get(`alerts/${alert}`, stranger)).json()).toMatchObject({ code: 'alert-unknown' });
    expect((await place.get(`alerts/${alert}`, coordinator)).json()).toMatchObject({ code: 'alert-unknown' });
    expect((await place.get('alerts', coordinator)).statusCode).toBe(403);
  });

  it('are seen, taken in charge and put off, by those who follow the person alone', async () => {
    const { alert } = await atRisk();
    const before = (await place.get('alerts/counts', referent)).json();
    expect(before).toMatchObject({ unseen: before.active, 'in-charge': 0 });
    const seen = await place.send(`alerts/${alert}/seen`, { n: 1 }, referent, { etag: '"r0"' });
    expect(seen.headers.etag).toBe('"r1"');
    expect((await place.send(`alerts/${alert}/seen`, { n: 1 }, colleague)).json()).toMatchObject({ eventIds: [] });
    expect((await place.get('alerts/counts', referent)).json()).toMatchObject({ unseen: before.unseen - 1 });
    await place.send(`alerts/${alert}/take-in-charge`, { n: 1 }, colleague);
    const one = await place.get(`alerts/${alert}`, referent);
    expect(one.headers.etag).toBe('"r2"');
    expect(one.json()).toMatchObject({ inCharge: { by: { id: colleague.professional } } });
    const stale = await place.send(`alerts/${alert}/snooze`, { n: 1, until: '2024-05-20' }, referent, { etag: '"r1"' });
    expect(stale.json()).toMatchObject({ status: 409, code: 'stale-revision' });
    const late = await place.send(`alerts/${alert}/snooze`, { n: 1, until: '2024-05-06' }, referent);
    expect(late.json().errors).toMatchObject([{ pointer: '/until', code: 'not-to-come' }]);
    await place.send(`alerts/${alert}/snooze`, { n: 1, until: '2024-05-20' }, referent);
    expect((await listed(referent)).some(({ id }) => id === alert)).toBe(false);
    expect(await listed(referent, '?state=snoozed')).toMatchObject([{ id: alert, snoozedUntil: '2024-05-20' }]);
    const other = await place.send(`alerts/${alert}/seen`, { n: 1 }, stranger);
    expect(other.json()).toMatchObject({ code: 'alert-unknown' });
  });

  it('closed as reconnected log the contact in the same gesture, once, whatever is sent again', async () => {
    const { id, alert } = await atRisk();
    const body = { n: 1, outcome: 'reconnected', contact: { channel: 'phone', occurredOn: '2024-05-06' } };
    const bad = { ...body, contact: { channel: 'pigeon', occurredOn: '2024-05-06' } };
    const refused = (await place.send(`alerts/${alert}/close`, bad, referent)).json();
    expect(refused.errors).toMatchObject([{ pointer: '/contact/channel' }]);
    const missing = (await place.send(`alerts/${alert}/close`, { n: 1, outcome: 'reconnected' }, referent)).json();
    expect(missing.errors).toMatchObject([{ pointer: '/contact', code: 'contact-needed' }]);
    const key = randomUUID();
    const closed = (await place.send(`alerts/${alert}/close`, body, referent, { key })).json();
    expect(closed).toMatchObject({ repeated: false, contact: { repeated: false } });
    const again = (await place.send(`alerts/${alert}/close`, body, referent, { key })).json();
    expect(again).toMatchObject({ repeated: true, contact: { repeated: true, id: closed.contact.id } });
    const contacts = (await place.log.store.store.load(`parcours-${id}`)).filter(
      ({ type }) => type === 'ContactAttempted',
    );
    expect(contacts.at(-1)).toMatchObject({ occurredOn: '2024-05-06', data: { channel: 'phone', reached: 'person' } });
    expect(contacts).toHaveLength(2);
    const types = (await place.log.alertsOf(id)).map(({ type }) => type);
    expect(types).toEqual(['AlertRaised', 'AlertTakenInCharge', 'AlertClosed']);
    expect(await listed(referent, '?state=ended')).toMatchObject([
      { id: alert, ended: { by: { id: referent.professional }, outcome: 'reconnected', kind: null } },
    ]);
    const over = (await place.send(`alerts/${alert}/close`, { n: 1, outcome: 'duplicate' }, referent)).json();
    expect(over).toMatchObject({ status: 409, code: 'alert-over' });
  });

  it('closed as lost propose the exit, and the others nothing', async () => {
    const lost = await atRisk();
    const answer = (await place.send(`alerts/${lost.alert}/close`, { n: 1, outcome: 'lost' }, referent)).json();
    expect(answer.proposes).toEqual({ step: 'exits', parcoursId: lost.id, reason: 'abandonment' });
    const other = await atRisk();
    const closing = { n: 1, outcome: 'already-in-job', note: 'Appris par la mairie' };
    const plain = (await place.send(`alerts/${other.alert}/close`, closing, colleague)).json();
    expect(plain).not.toHaveProperty('proposes');
    expect(plain).not.toHaveProperty('contact');
  });

  it('go up to the coordinator after five working days, by case number, until somebody looks', async () => {
    const { id, person, alert } = await atRisk();
    await place.reviewOn('2024-05-16');
    const waiting = async () => (await place.get('alerts/escalations', coordinator)).json().items;
    const found = (await waiting()).find(({ parcoursId }: { parcoursId: Uuid }) => parcoursId === id);
    expect(found).toEqual({
      ...{ caseNumber: `Dossier ${id.slice(-8).toUpperCase()}`, parcoursId: id, beneficiaryId: person },
      structure: { id: structure, name: 'Structure' },
      ...{ raisedOn: '2024-05-06', escalatedOn: expect.any(String) },
    });
    expect(await place.linesOf(person)).toContainEqual({
      ...{ professional: coordinator.professional, action: 'escalations', reason: 'duty' },
    });
    await place.send(`alerts/${alert}/seen`, { n: 1 }, referent);
    expect((await waiting()).some(({ parcoursId }: { parcoursId: Uuid }) => parcoursId === id)).toBe(false);
  });

  it('are paged, the most pressing first', async () => {
    const { id } = await atRisk([...notStarted(structure), worry], '2024-05-21');
    const all = await listed(referent, '?limit=200');
    expect(all[0]).toMatchObject({ parcoursId: id, level: 'critical' });
    const walked: string[] = [];
    let cursor = '';
    do {
      const page = (await place.get(`alerts?limit=1${cursor}`, referent)).json();
      walked.push(...page.items.map(({ id: alert }: { id: string }) => alert));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(walked).toEqual(all.map(({ id: alert }) => alert));
    expect(await listed(referent, '?level=critical')).toHaveLength(1);
    expect(await listed(referent, `?structure=${randomUUID()}`)).toEqual([]);
  });

  it('tell the structure that is to receive the person of what waits for it, and of nothing else', async () => {
    const to = await place.structure();
    const receiver = await place.signIn('structure-manager', to);
    const handover = await atRisk(notStarted(to, structure), '2024-05-21');
    const worried = await atRisk([...notStarted(to, structure), worry], '2024-05-21');
    for (const { id } of [handover, worried]) {
      const [received, foreign] = [receiver, stranger].map((by) => place.get(`parcours/${id}/risk?on=2024-05-20`, by));
      const [answer, asStranger] = [(await received!).json(), (await foreign!).json()];
      expect(answer).toMatchObject({ status: 404, code: 'parcours-unknown' });
      expect({ ...answer, requestId: '' }).toEqual({ ...asStranger, requestId: '' });
    }
    const [own, ...others] = await listed(receiver);
    expect(others).toEqual([]);
    expect(own).toMatchObject({
      ...{ id: handover.alert, level: 'at-risk', received: true, referent: null, deputy: null },
      structure: { id: structure },
      causes: [
        {
          ...{ rule: 'R2', why: 'Orientation acceptée le 21/03/2024, toujours pas démarrée.', since: '2024-03-21' },
          ...{ clearedBy: ['le démarrage de l’orientation, ou sa fin enregistrée'], first: { id: to }, evidence: [] },
        },
      ],
    });
    expect(await place.linesOf(handover.person)).toContainEqual({
      ...{ professional: receiver.professional, action: 'alerts', reason: 'orientation' },
    });
    expect((await place.get(`alerts/${worried.alert}`, receiver)).json()).toMatchObject({ code: 'alert-unknown' });
    const closing = { n: 1, outcome: 'duplicate' };
    const refused = (await place.send(`alerts/${worried.alert}/close`, closing, receiver)).json();
    expect(refused).toMatchObject({ status: 404, code: 'alert-unknown' });
    const closed = await place.send(`alerts/${handover.alert}/close`, closing, receiver);
    expect(closed.statusCode).toBe(201);
    // A worry since: the next alert of the same parcours is for those who follow her.
    await place.tell(handover.id, handover.person, [past('ConcernRaised', '2024-05-22', { note: 'Voix éteinte' })]);
    await place.reviewOn('2024-05-22');
    const next = (await place.send(`alerts/${handover.alert}/close`, { ...closing, n: 2 }, receiver)).json();
    expect(next).toMatchObject({ status: 404, code: 'alert-unknown' });
    expect(await listed(receiver)).toEqual([]);
    expect((await listed(referent)).some(({ id, n }) => id === handover.alert && n === 2)).toBe(true);
  });
});

/** An orientation that was accepted and never started: another group of rules than a worry. */
function notStarted(toStructure: Uuid, fromStructure = toStructure): readonly Past<ParcoursEvent>[] {
  const orientation = randomUUID();
  const proposal = { toStructure, fromStructure, personAgreed: true, transfersReferent: false };
  return [
    past('OrientationProposed', '2024-03-20', { ...proposal, commonLaw: true, need: 'mobilite' } as never, orientation),
    past('OrientationAccepted', '2024-03-21', { orientation } as never),
  ];
}
