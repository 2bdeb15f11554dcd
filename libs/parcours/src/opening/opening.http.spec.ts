import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { commandHashOf, commandIdOf, eventIdOf } from '@jalons/event-log';
import { civilDateOf, derivedId, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { createReadTables, signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { NOW, openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';
import { Slots } from '../commands/slots.js';
import { Streams } from '../commands/streams.js';
import { parcoursSlotsProjection } from '../slots/slots.projection.js';

const OPENING = { entryChannel: 'walk-in', occurredOn: '2026-11-20' };

describe('opening a parcours over HTTP', () => {
  let place: Installation;
  let process: ParcoursApp;
  let structure: Uuid;
  let operator: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    await createReadTables(place.owner, [parcoursSlotsProjection]);
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    structure = await place.addStructure();
    operator = await place.signIn(structure);
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  const open = (person: Uuid, payload: object = OPENING, { by = operator, key = randomUUID() } = {}) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/beneficiaries/${person}/parcours`,
      payload,
      headers: { ...by.headers, 'idempotency-key': key },
    });
  const stored = (stream: `${string}-${string}`) => place.store.store.load(stream);
  const exit = (id: Uuid, occurredOn: string, by = operator) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/parcours/${id}/steps/exits`,
      payload: { reason: 'moved', proof: { kind: 'none' }, occurredOn },
      headers: { ...by.headers, 'idempotency-key': randomUUID() },
    });

  it('takes the slot in the person’s stream, then opens under her key, with the caller as referent', async () => {
    const person = await place.addPerson(structure);
    const answer = await open(person, {
      ...OPENING,
      time: '09:30',
      entrySituation: { situation: 'unemployed', benefits: ['rsa'] },
    });
    expect(answer.statusCode).toBe(201);
    const { id, eventIds, position } = answer.json();
    expect(answer.headers['jalons-position']).toBe(position);
    expect(await stored(`beneficiary-${person}`)).toMatchObject([
      { type: 'BeneficiaryRegistered' },
      {
        type: 'ParcoursSlotTaken',
        data: { territory: place.territory, parcoursId: id, from: '2026-11-20', opening: eventIds[0] },
      },
    ]);
    const by = { keyId: person, actor: operator.professional, structure, territory: place.territory };
    expect(await stored(`parcours-${id}`)).toMatchObject([
      {
        ...by,
        type: 'ParcoursOpened',
        eventId: eventIds[0],
        at: { time: '09:30', zone: 'Europe/Paris' },
        data: {
          ...{ beneficiaryId: person, structure, entryChannel: 'walk-in' },
          eligibility: {
            ...{ perimeter: 'inside', qpv: '2024-grand-mirail', evidence: 'declared' },
            ...{ minimumAge: 16, age: 'adult' },
          },
        },
      },
      { ...by, type: 'ReferentAssigned', data: { professional: operator.professional, structure } },
      {
        ...by,
        type: 'EntrySituationRecorded',
        data: { situation: 'unemployed', benefits: ['rsa'], education: 'unknown', household: 'unknown' },
      },
    ]);
  });

  it('answers a retry with the first parcours, and another body under its key with a refusal', async () => {
    const person = await place.addPerson(structure);
    const key = randomUUID();
    const first = (await open(person, OPENING, { key })).json();
    expect((await open(person, OPENING, { key })).json()).toEqual({ ...first, repeated: true });
    expect((await open(person, { ...OPENING, entryChannel: 'outreach' }, { key })).statusCode).toBe(422);
    expect(await stored(`parcours-${first.id}`)).toHaveLength(2);
  });

  it('completes what a crash left: a slot without its parcours', async () => {
    const person = await place.addPerson(structure);
    const key = randomUUID();
    const { idSecret, runner } = place.store;
    const path = `/api/v1/beneficiaries/${person}/parcours`;
    const context = {
      commandId: commandIdOf(idSecret, operator.professional, key),
      commandHash: commandHashOf({ method: 'POST', path, body: OPENING }),
      ...{ actor: operator.professional, structure, territory: place.territory, correlationId: randomUUID() },
    };
    const id = derivedId(idSecret, 'parcours', context.commandId);
    const opening = eventIdOf(idSecret, `parcours-${id}`, context.commandId, 0);
    const taken = { territory: place.territory, from: civilDateOf(OPENING.occurredOn), to: null, opening };
    const decision = { now: NOW, zone: 'Europe/Paris' };
    await new Slots(new Streams(place.store.store), runner, loadNomenclatures()).take(
      { beneficiaryId: person, parcoursId: id },
      taken,
      { settings: null },
      context,
      decision,
    );
    expect((await open(person)).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
    const answer = await open(person, OPENING, { key });
    expect(answer.json()).toMatchObject({ id, repeated: false, eventIds: [opening, expect.any(String)] });
    expect(await stored(`beneficiary-${person}`)).toHaveLength(2);
  });

  it('refuses a second one while the first is open, unless the territory only flags it', async () => {
    const person = await place.addPerson(structure);
    await open(person);
    expect((await open(person)).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
    await place.changeSettings({ overlapPolicy: 'flag' });
    expect((await open(person)).statusCode).toBe(201);
    await place.changeSettings({ overlapPolicy: 'refuse' });
  });

  it('opens another after the exit, from its day on, and names the one before', async () => {
    const person = await place.addPerson(structure);
    const { id } = (await open(person, { ...OPENING, occurredOn: '2026-02-02' })).json();
    expect((await exit(id, '2026-06-01')).statusCode).toBe(201);
    expect((await open(person, { ...OPENING, occurredOn: '2026-05-31' })).json()).toMatchObject({ status: 409 });
    const again = await open(person, { ...OPENING, occurredOn: '2026-06-01' });
    expect(again.statusCode).toBe(201);
    const [opened] = await stored(`parcours-${again.json().id}`);
    expect(opened).toMatchObject({ data: { previousParcours: id } });
  });

  it('leaves no slot behind where the opening itself is refused', async () => {
    const person = await place.addPerson(structure);
    expect((await open(person, { ...OPENING, entryChannel: 'x' })).json()).toMatchObject({
      code: 'unknown-code',
      errors: [expect.objectContaining({ pointer: '/entryChannel' })],
    });
    const wrong = { situation: 'unemployed', benefits: ['x'] };
    expect((await open(person, { ...OPENING, entrySituation: wrong })).json()).toMatchObject({
      errors: [expect.objectContaining({ pointer: '/entrySituation/benefits/0' })],
    });
    expect((await open(person, { ...OPENING, occurredOn: '2026-11-25' })).json()).toMatchObject({
      code: 'in-the-future',
    });
    expect(await stored(`beneficiary-${person}`)).toHaveLength(1);
  });

  it.each([
    ['outside any QPV', { residence: { qpv: null, evidence: 'address' } }, { perimeter: 'outside', qpv: null }],
    [
      'in one that nobody knows',
      { residence: { qpv: 'unknown', evidence: 'declared' } },
      { perimeter: 'unknown', qpv: 'unknown' },
    ],
    [
      'in one of another list than the day’s',
      { residence: { qpv: '2015-qp031007', evidence: 'declared' } },
      { perimeter: 'unknown', qpv: 'unknown' },
    ],
    [
      'in one outside the perimeter',
      { residence: { qpv: '2024-empalot', evidence: 'declared' } },
      { perimeter: 'outside', qpv: '2024-empalot' },
    ],
    ['inside, seventeen years old', { birthDate: civilDateOf('2009-11-20') }, { perimeter: 'inside', age: 'minor' }],
  ] as const)('decides the eligibility of somebody who lives %s', async (_where, changes, eligibility) => {
    const person = await place.addPerson(structure, changes);
    const { id } = (await open(person)).json();
    const [opened] = await stored(`parcours-${id}`);
    expect(opened).toMatchObject({ data: { eligibility } });
  });

  it('refuses below the minimum age at the entry', async () => {
    const person = await place.addPerson(structure, { birthDate: civilDateOf('2010-11-22') });
    expect((await open(person)).json()).toMatchObject({ status: 422, code: 'under-minimum-age' });
    expect((await open(person, { ...OPENING, occurredOn: '2026-11-22' })).statusCode).toBe(201);
  });

  it('is for one’s own people: registered here, followed here, or at the door once the glass is broken', async () => {
    const elsewhere = await place.addStructure();
    const person = await place.addPerson(elsewhere);
    const unknown = { status: 404, code: 'person-unknown' };
    expect((await open(person)).json()).toMatchObject(unknown);
    expect((await open(randomUUID())).json()).toMatchObject(unknown);
    await place.elevate(operator.professional, person, NOW - 1);
    expect((await open(person)).json()).toMatchObject(unknown);
    await place.elevate(operator.professional, person, NOW + 1);
    const objection = { type: 'RecordObjection', purpose: 'sharing', on: civilDateOf('2026-11-20') } as const;
    await place.tell(person, objection);
    expect((await open(person)).json()).toMatchObject(unknown);
    const { eventId } = (await stored(`beneficiary-${person}`)).at(-1)!;
    await place.tell(person, { type: 'WithdrawObjection', objection: eventId, on: objection.on });
    expect((await open(person)).statusCode).toBe(201);
    // Who is followed today is for who follows her.
    const followed = await place.addPerson(elsewhere);
    expect((await open(followed, OPENING, { by: await place.signIn(elsewhere) })).statusCode).toBe(201);
    await place.elevate(operator.professional, followed, NOW + 1);
    expect((await open(followed)).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
  });

  it('is for who accepted her by an orientation and has yet to meet her, as long as she may be told of', async () => {
    const [partner, other] = [await place.addStructure(), await place.addStructure()];
    const [receiver, stranger] = [await place.signIn(partner), await place.signIn(other)];
    const post = async (path: string, payload: object, by = operator) => {
      const headers = { ...by.headers, 'idempotency-key': randomUUID() };
      return (await process.app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers })).json();
    };
    const sent = async (accepts: boolean) => {
      const person = await place.addPerson(structure);
      const { id } = (await open(person, { ...OPENING, occurredOn: '2026-11-02' })).json();
      const proposal = {
        ...{ toStructure: partner, scheme: 'iae', commonLaw: true, need: 'mobilite', personAgreed: true },
        ...{ transfersReferent: true, sheet: { summary: 'Fiche' }, occurredOn: '2026-11-03' },
      };
      const orientation = (await post(`parcours/${id}/steps/orientations`, proposal)).id;
      const answer = `parcours/${id}/steps/orientations/${orientation}/acceptances`;
      if (accepts) expect(await post(answer, { occurredOn: '2026-11-04' }, receiver)).toHaveProperty('id');
      return person;
    };
    const [awaited, unanswered] = [await sent(true), await sent(false)];
    const opening = async (person: Uuid, by = receiver) => (await open(person, OPENING, { by })).json().code;
    expect(await opening(unanswered)).toBe('person-unknown');
    expect(await opening(awaited, stranger)).toBe('person-unknown');
    const objection = { type: 'RecordObjection', purpose: 'sharing', on: civilDateOf('2026-11-20') } as const;
    await place.tell(awaited, objection);
    expect(await opening(awaited)).toBe('person-unknown');
    const { eventId } = (await stored(`beneficiary-${awaited}`)).at(-1)!;
    await place.tell(awaited, { type: 'WithdrawObjection', objection: eventId, on: objection.on });
    expect(await opening(awaited)).toBe('parcours-already-open');
  });

  it('needs a seat on the technical committee, a structure and a territory to act for', async () => {
    const seatless = await place.addStructure({ seat: false });
    const by = await place.signIn(seatless);
    const person = await place.addPerson(seatless);
    expect((await open(person, OPENING, { by })).json()).toMatchObject({ status: 403, code: 'seat-needed' });
    const role = 'operator' as const;
    const { territory, owner } = place;
    const twice = await signInAs(owner, { role, structure, territory }, { role, structure: seatless, territory });
    expect((await open(person, OPENING, { by: twice })).json()).toMatchObject({ code: 'structure-needed' });
    const wide = await signInAs(owner, { role, structure, territory }, { role, structure, territory: randomUUID() });
    expect((await open(person, OPENING, { by: wide })).json()).toMatchObject({ code: 'territory-needed' });
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(process.app, place.owner)).toEqual([]);
  });
});
