import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { slotsOf, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import type { LifeEvent } from '@jalons/event-log';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';

const WHY = 'erreur de date';
const EXIT = { reason: 'moved', proof: { kind: 'none' } };

describe('corrections over HTTP', () => {
  let place: Installation;
  let process: ParcoursApp;
  let structure: Uuid;
  let operator: TestSession;
  let receiver: Uuid;
  let partner: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    structure = await place.addStructure();
    operator = await place.signIn(structure);
    receiver = await place.addStructure();
    partner = await place.signIn(receiver);
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  const post = async (path: string, payload: object, by = operator, key: string = randomUUID()) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload,
      headers: { ...by.headers, 'idempotency-key': key },
    });
  const open = async (person: Uuid, occurredOn: string) =>
    (await post(`beneficiaries/${person}/parcours`, { entryChannel: 'walk-in', occurredOn })).json();
  const opened = async (occurredOn = '2026-02-02'): Promise<{ id: Uuid; person: Uuid; opening: Uuid }> => {
    const person = await place.addPerson(structure);
    const { id, eventIds } = await open(person, occurredOn);
    return { id, person, opening: eventIds[0] };
  };
  const step = (id: Uuid, kind: string, payload: object, by?: TestSession, key?: string) =>
    post(`parcours/${id}/steps/${kind}`, payload, by, key);
  const correct = (id: Uuid, eventId: Uuid, type: string, replacement: object, by?: TestSession, key?: string) =>
    step(id, 'corrections', { eventId, why: WHY, type, replacement }, by, key);
  const stored = (id: Uuid) => place.store.store.load(`parcours-${id}`);
  const slots = async (person: Uuid): Promise<readonly Slot[]> =>
    slotsOf((await place.store.store.load(`beneficiary-${person}`)) as unknown as LifeEvent<BeneficiaryEvent>[]);

  it('replaces an entry in one append, once whatever the retries', async () => {
    const { id } = await opened();
    const contact = { channel: 'phone', reached: 'person' };
    const { id: eventId } = (await step(id, 'contact-attempts', { ...contact, occurredOn: '2026-03-01' })).json();
    const key = randomUUID();
    const replacement = { ...contact, occurredOn: '2026-03-02', time: '09:30' };
    const answer = await correct(id, eventId, 'ContactAttempted', replacement, operator, key);
    expect(answer.json()).toMatchObject({ eventIds: [expect.any(String), answer.json().id], repeated: false });
    expect((await stored(id)).slice(-2)).toMatchObject([
      { type: 'EntryVoided', data: { eventId, why: WHY } },
      {
        type: 'ContactAttempted',
        ...{ occurredOn: '2026-03-02', at: { time: '09:30', zone: 'Europe/Paris' }, data: contact, corrects: eventId },
      },
    ]);
    const again = await correct(id, eventId, 'ContactAttempted', replacement, operator, key);
    expect(again.json()).toEqual({ ...answer.json<object>(), repeated: true });
    expect((await correct(id, eventId, 'ContactAttempted', replacement)).json()).toMatchObject({
      status: 409,
      code: 'entry-already-voided',
    });
  });

  it('may say that something else had happened', async () => {
    const { id } = await opened();
    const scheduled = { at: { on: '2026-03-10' }, with: { structure }, occurredOn: '2026-03-01' };
    const appointment = (await step(id, 'appointments', scheduled)).json().id;
    const issue = { appointment, occurredOn: '2026-03-10' };
    const missed = (await step(id, 'appointment-absences', issue)).json().id;
    expect((await correct(id, missed, 'AppointmentHonoured', issue)).statusCode).toBe(201);
    expect((await stored(id)).at(-1)).toMatchObject({ type: 'AppointmentHonoured', data: { appointment } });
  });

  it('keeps what no form says: the barrier that actions name, the structure that oriented', async () => {
    const { id } = await opened();
    const barrier = (
      await step(id, 'barriers', { theme: 'mobilite', blocking: false, occurredOn: '2026-03-01' })
    ).json();
    const barrierId = ((await stored(id)).at(-1) as unknown as { data: { barrierId: Uuid } }).data.barrierId;
    await step(id, 'action-starts', { kind: 'workshop', barrierId, occurredOn: '2026-03-02' });
    const blocking = { theme: 'mobilite', blocking: true, occurredOn: '2026-03-01' };
    expect((await correct(id, barrier.id, 'BarrierIdentified', blocking)).statusCode).toBe(201);
    expect((await stored(id)).at(-1)).toMatchObject({ data: { barrierId, blocking: true } });
  });

  it('names the fields of the replacement, from the body', async () => {
    const { id, opening } = await opened();
    const contact = { channel: 'phone', reached: 'person', occurredOn: '2026-03-01' };
    const { id: eventId } = (await step(id, 'contact-attempts', contact)).json();
    const pointers = async (type: string, replacement: object, named = eventId) =>
      (await correct(id, named, type, replacement)).json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(await pointers('ContactAttempted', { ...contact, channel: 'x' })).toEqual(['/replacement/channel']);
    expect(await pointers('ContactAttempted', { ...contact, surprise: 1 })).toEqual(['/replacement/surprise']);
    expect(await pointers('ContactAttempted', { ...contact, occurredOn: '2026-01-15' })).toEqual([
      '/replacement/occurredOn',
    ]);
    expect(await pointers('Unknown', contact)).toEqual(['/type']);
    expect((await correct(id, opening, 'ContactAttempted', contact)).json()).toMatchObject({
      code: 'correction-of-another-kind',
    });
    expect((await correct(id, randomUUID(), 'ContactAttempted', contact)).json()).toMatchObject({
      code: 'entry-unknown',
    });
  });

  describe('who corrects', () => {
    const proposal = () => ({
      ...{ toStructure: receiver, scheme: 'iae', commonLaw: true, need: 'mobilite', personAgreed: true },
      ...{ transfersReferent: false, sheet: { summary: 'Fiche' }, occurredOn: '2026-03-01' },
    });
    const answer = { occurredOn: '2026-03-05' };

    it('the receiver mends its own answer before it takes part; another structure’s entry is not its own', async () => {
      const { id } = await opened();
      const orientation = (await step(id, 'orientations', proposal())).json().id;
      const path = `orientations/${orientation}/acceptances`;
      const accepted = (await step(id, path, { occurredOn: '2026-03-04' }, partner)).json().id;
      const replacement = { orientation, ...answer };
      expect((await correct(id, accepted, 'OrientationAccepted', replacement, partner)).statusCode).toBe(201);
      expect((await correct(id, orientation, 'OrientationProposed', proposal(), partner)).json()).toMatchObject({
        status: 404,
        code: 'parcours-unknown',
      });
    });

    it('nobody answers for a receiver by way of a correction', async () => {
      const { id } = await opened();
      const orientation = (await step(id, 'orientations', proposal())).json().id;
      const contact = { channel: 'phone', reached: 'person', occurredOn: '2026-03-02' };
      const mine = (await step(id, 'contact-attempts', contact)).json().id;
      const forged = await correct(id, mine, 'OrientationAccepted', { orientation, ...answer });
      expect(forged.json()).toMatchObject({ status: 403, code: 'not-the-receiver' });
      const other = (await step(id, 'orientations', proposal())).json().id;
      const accepted = (await step(id, `orientations/${orientation}/acceptances`, answer, partner)).json().id;
      expect(
        (await correct(id, accepted, 'OrientationAccepted', { orientation: other, ...answer })).json(),
      ).toMatchObject({ status: 403, code: 'not-the-receiver' });
    });
  });

  describe('the days of the parcours', () => {
    it('move with the correction of its opening, whose eligibility is that of the new day', async () => {
      const { id, person, opening } = await opened('2026-02-02');
      const replacement = { entryChannel: 'outreach', occurredOn: '2023-05-02' };
      const assignment = (await stored(id))[1]!.eventId;
      expect((await correct(id, opening, 'ParcoursOpened', replacement)).statusCode).toBe(201);
      expect((await stored(id)).at(-1)).toMatchObject({
        data: {
          ...{ beneficiaryId: person, structure, entryChannel: 'outreach' },
          eligibility: { perimeter: 'unknown', qpv: 'unknown' },
        },
      });
      expect((await stored(id))[1]).toMatchObject({ eventId: assignment, occurredOn: '2026-02-02' });
      expect(await slots(person)).toMatchObject([
        { parcoursId: id, from: '2023-05-02', to: null, opening: (await stored(id)).at(-1)!.eventId },
      ]);
    });

    it('end with the correction of its exit, earlier or later, unless the next parcours is in the way', async () => {
      const { id, person } = await opened('2026-02-02');
      const exit = (await step(id, 'exits', { ...EXIT, occurredOn: '2026-06-01' })).json().id;
      const earlier = await correct(id, exit, 'ParcoursExited', { ...EXIT, occurredOn: '2026-05-20' });
      expect(await slots(person)).toMatchObject([{ from: '2026-02-02', to: '2026-05-20' }]);
      const later = await correct(id, earlier.json().id, 'ParcoursExited', { ...EXIT, occurredOn: '2026-06-01' });
      expect(await slots(person)).toMatchObject([{ from: '2026-02-02', to: '2026-06-01' }]);
      const next = (await open(person, '2026-06-10')).id;
      const length = (await stored(id)).length;
      const over = { ...EXIT, occurredOn: '2026-06-11' };
      expect((await correct(id, later.json().id, 'ParcoursExited', over)).json()).toMatchObject({
        status: 409,
        code: 'parcours-already-open',
      });
      expect(await stored(id)).toHaveLength(length);
      const touching = { ...EXIT, occurredOn: '2026-06-10' };
      expect((await correct(id, later.json().id, 'ParcoursExited', touching)).statusCode).toBe(201);
      expect(await slots(person)).toMatchObject([
        { parcoursId: id, from: '2026-02-02', to: civilDateOf('2026-06-10') },
        { parcoursId: next, from: '2026-06-10', to: null },
      ]);
    });

    it('of one that has ended move at its beginning, though the next one is open', async () => {
      const { id, person, opening } = await opened('2026-02-02');
      await step(id, 'exits', { ...EXIT, occurredOn: '2026-06-01' });
      await open(person, '2026-06-01');
      const replacement = { entryChannel: 'walk-in', occurredOn: '2026-01-20' };
      expect((await correct(id, opening, 'ParcoursOpened', replacement)).statusCode).toBe(201);
      expect(await slots(person)).toMatchObject([
        { parcoursId: id, from: '2026-01-20', to: '2026-06-01' },
        { from: '2026-06-01', to: null },
      ]);
    });

    it('do not come to lie around a parcours of one day, no more than that one may open inside them', async () => {
      const { id: short, person } = await opened('2026-03-10');
      await step(short, 'exits', { ...EXIT, occurredOn: '2026-03-10' });
      const { id, eventIds } = await open(person, '2026-03-20');
      const moved = (occurredOn: string) =>
        correct(id, eventIds[0], 'ParcoursOpened', { entryChannel: 'walk-in', occurredOn });
      expect((await moved('2026-03-01')).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
      expect((await moved('2026-03-10')).statusCode).toBe(201);
    });

    it('are nobody’s once an opening is undone: the parcours before is opened again, or a new one begins earlier', async () => {
      const mistaken = async (person: Uuid, occurredOn: string) => {
        const { id, eventIds } = await open(person, occurredOn);
        for (const eventId of (eventIds as Uuid[]).toReversed()) {
          expect((await step(id, 'voids', { eventId, why: WHY })).statusCode).toBe(201);
        }
      };
      const { id, person } = await opened('2026-09-01');
      const exit = (await step(id, 'exits', { ...EXIT, occurredOn: '2026-10-31' })).json().id;
      await mistaken(person, '2026-11-10');
      expect((await step(id, 'reopenings', { exit, occurredOn: '2026-11-12' })).statusCode).toBe(201);
      expect(await slots(person)).toMatchObject([
        { parcoursId: id, from: '2026-09-01', to: null },
        { from: '2026-11-10', to: '2026-11-10' },
      ]);
      const newcomer = await place.addPerson(structure);
      await mistaken(newcomer, '2026-11-10');
      const truly = (await open(newcomer, '2026-11-05')).id;
      expect(await slots(newcomer)).toMatchObject([{}, { parcoursId: truly, from: '2026-11-05', to: null }]);
    });
  });
});
