import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';

const OTHER = '00000000-0000-4000-8000-000000000001';
const ON = '2026-11-20';

/** A kind of step: its route, its form (ids of the steps before it by their route), and what the log then holds. */
interface Told {
  readonly route: string;
  readonly form: (ids: Readonly<Record<string, Uuid>>) => object;
  readonly type: string;
  readonly data: object;
}

const told = (route: string, form: Told['form'] | object, type: string, data: object): Told => ({
  route,
  form: typeof form === 'function' ? (form as Told['form']) : () => form,
  type,
  data,
});

/** The life of one parcours, told in order, one step after the other. */
const LIFE: readonly Told[] = [
  told('entry-situations', { situation: 'unemployed', since: '2026-01-31' }, 'EntrySituationRecorded', {
    ...{ situation: 'unemployed', since: '2026-01-31' },
    ...{ benefits: [], education: 'unknown', household: 'unknown' },
  }),
  told('assessments', { kind: 'initial' }, 'AssessmentRecorded', { kind: 'initial', needs: [] }),
  told('barriers', { theme: 'mobilite', blocking: true }, 'BarrierIdentified', {
    ...{ theme: 'mobilite', blocking: true, barrierId: expect.any(String) },
  }),
  told('situation-confirmations', { note: 'Rien n’a changé' }, 'SituationConfirmed', { note: 'Rien n’a changé' }),
  told(
    'appointments',
    { at: { on: '2026-12-01', time: '23:30' }, place: { label: 'Bellefontaine' }, with: { label: 'CitésLab' } },
    'AppointmentScheduled',
    {
      at: { on: '2026-12-01', time: '23:30', zone: 'Europe/Paris' },
      ...{ place: { label: 'Bellefontaine' }, with: { label: 'CitésLab' } },
    },
  ),
  told(
    'appointment-reschedulings',
    (ids) => ({ appointment: ids['appointments'], at: { on: '2026-12-02' } }),
    'AppointmentRescheduled',
    { at: { on: '2026-12-02' } },
  ),
  told('appointment-attendances', (ids) => ({ appointment: ids['appointments'] }), 'AppointmentHonoured', {}),
  told(
    'next-actions',
    { what: 'Rappeler', dueOn: '2026-12-03', who: { kind: 'professional', professional: OTHER } },
    'NextActionPlanned',
    { what: 'Rappeler', dueOn: '2026-12-03', who: { kind: 'professional', professional: OTHER } },
  ),
  told('next-action-completions', (ids) => ({ nextAction: ids['next-actions'] }), 'NextActionDone', {}),
  told('training-admissions', { startsOn: '2026-12-01', title: 'Propreté' }, 'TrainingAdmitted', {
    ...{ startsOn: '2026-12-01', title: 'Propreté' },
  }),
  told(
    'training-starts',
    (ids) => ({
      ...{ admission: ids['training-admissions'], title: 'Propreté', provider: { label: 'Greta' } },
      ...{ qualifying: true, expectedEnd: '2027-02-28' },
    }),
    'TrainingStarted',
    { title: 'Propreté', provider: { label: 'Greta' }, qualifying: true, expectedEnd: '2027-02-28' },
  ),
  told('training-absences', (ids) => ({ training: ids['training-starts'], from: ON }), 'TrainingAbsenceReported', {
    from: ON,
  }),
  told(
    'training-abandonments',
    (ids) => ({ training: ids['training-starts'], reason: 'return-to-employment' }),
    'TrainingAbandoned',
    { reason: 'return-to-employment' },
  ),
  told('introductions', { company: { label: 'Restaurant' } }, 'IntroducedToEmployer', {
    company: { label: 'Restaurant' },
  }),
  told('employer-interviews', (ids) => ({ introduction: ids['introductions'] }), 'EmployerInterviewHeld', {}),
  told(
    'introduction-closings',
    (ids) => ({ introduction: ids['introductions'], outcome: 'hired' }),
    'IntroductionClosed',
    { outcome: 'hired' },
  ),
  told(
    'job-signatures',
    (ids) => ({ startsOn: '2026-12-01', introduction: ids['introductions'], contract: 'fixed-term' }),
    'JobSigned',
    { startsOn: '2026-12-01', contract: 'fixed-term' },
  ),
  told('action-starts', { kind: 'workshop', label: 'CV' }, 'ActionStarted', { kind: 'workshop', label: 'CV' }),
  told('action-ends', (ids) => ({ action: ids['action-starts'], outcome: 'completed' }), 'ActionEnded', {
    outcome: 'completed',
  }),
  told('barrier-lifts', (ids) => ({ barrier: ids['barriers'] }), 'BarrierLifted', {}),
  told('pauses', { reason: 'health', until: '2026-12-31' }, 'PauseDeclared', { reason: 'health', until: '2026-12-31' }),
  told('pause-lifts', (ids) => ({ pause: ids['pauses'] }), 'PauseLifted', {}),
  told('concerns', { note: 'Ne répond plus' }, 'ConcernRaised', { note: 'Ne répond plus' }),
  told('concern-lifts', (ids) => ({ concern: ids['concerns'] }), 'ConcernLifted', {}),
  told('exits', { reason: 'moved', proof: { kind: 'none' } }, 'ParcoursExited', { reason: 'moved' }),
  told('six-month-situations', (ids) => ({ exit: ids['exits'], notReached: true }), 'SituationAtSixMonthsRecorded', {
    notReached: true,
  }),
];

describe('every step over HTTP', () => {
  let place: Installation;
  let process: ParcoursApp;
  let structure: Uuid;
  let operator: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    structure = await place.addStructure();
    operator = await place.signIn(structure);
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  const post = async (path: string, payload: object, by = operator) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload,
      headers: { ...by.headers, 'idempotency-key': randomUUID() },
    });
  const opened = async (): Promise<{ id: Uuid; person: Uuid; opening: Uuid; assignment: Uuid }> => {
    const person = await place.addPerson(structure);
    const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
    const { id, eventIds } = (await post(`beneficiaries/${person}/parcours`, body)).json();
    return { id, person, opening: eventIds[0], assignment: eventIds[1] };
  };
  const step = (id: Uuid, route: string, form: object, by?: TestSession) =>
    post(`parcours/${id}/steps/${route}`, { occurredOn: ON, ...form }, by);
  const done = async (...sent: Parameters<typeof step>): Promise<Uuid> => {
    const answer = await step(...sent);
    expect(answer.json()).toMatchObject({ id: expect.any(String) });
    return answer.json().id;
  };
  const last = async (id: Uuid) => (await place.store.store.load(`parcours-${id}`)).at(-1);

  it('is recorded as it was told', async () => {
    const { id } = await opened();
    const ids: Record<string, Uuid> = {};
    for (const { route, form, type, data } of LIFE) {
      ids[route] = await done(id, route, form(ids));
      const by = { actor: operator.professional, structure, territory: place.territory };
      expect(await last(id)).toMatchObject({ type, data, occurredOn: ON, eventId: ids[route], ...by });
    }
  });

  it.each([
    ['appointment-excuses', 'AppointmentExcused'],
    ['appointment-absences', 'AppointmentMissed'],
    ['appointment-cancellations', 'AppointmentCancelled'],
  ])('an appointment ends otherwise: %s', async (route, type) => {
    const { id } = await opened();
    const appointment = await done(id, 'appointments', { at: { on: ON }, with: { structure } });
    await done(id, route, { appointment });
    expect(await last(id)).toMatchObject({ type, data: { appointment } });
    expect((await step(id, 'appointment-attendances', { appointment })).json()).toMatchObject({
      status: 409,
      code: 'appointment-ended-twice',
    });
  });

  it('a reopening takes the exit back within sixty days', async () => {
    const { id } = await opened();
    const exit = await done(id, 'exits', { reason: 'moved', proof: { kind: 'none' } });
    await done(id, 'reopenings', { exit });
    expect(await last(id)).toMatchObject({ type: 'ParcoursReopened', data: { exit } });
    await done(id, 'assessments', { kind: 'interim' });
  });

  it('names the field to mend', async () => {
    const { id } = await opened();
    const pointers = async (route: string, form: object) =>
      (await step(id, route, form)).json().errors.map(({ pointer }: { pointer: string }) => pointer);
    const exit = randomUUID();
    expect(await pointers('six-month-situations', { exit })).toEqual(['/situation']);
    expect(await pointers('six-month-situations', { exit, situation: 'job', notReached: true })).toEqual([
      '/situation',
    ]);
    expect(await pointers('six-month-situations', { exit, notReached: false })).toEqual(['/notReached']);
    expect(await pointers('next-actions', { what: 'Rappeler', dueOn: ON, who: { kind: 'structure' } })).toEqual([
      '/who',
    ]);
    expect(await pointers('appointments', { at: { on: ON, time: '24:00' }, with: { structure } })).toEqual([
      '/at/time',
    ]);
    expect(await pointers('appointments', { at: { on: ON }, with: {} })).toEqual(['/with']);
    expect(await pointers('barriers', { theme: 'x', blocking: true })).toEqual(['/theme']);
    expect(await pointers('concerns', {})).toEqual(expect.arrayContaining(['/note']));
  });

  describe('who takes part', () => {
    const joining = (other: Uuid) => ({ structure: other, role: 'Ateliers', supportKind: 'barrier' });

    it('a structure joins, sees and records, leaves by itself or by the referent’s', async () => {
      const { id } = await opened();
      const other = await place.addStructure();
      const partner = await place.signIn(other);
      expect((await step(id, 'assessments', { kind: 'interim' }, partner)).statusCode).toBe(404);
      const first = await done(id, 'structure-joinings', joining(other));
      await done(id, 'assessments', { kind: 'interim' }, partner);
      await done(id, 'structure-departures', { membership: first, reason: 'handed-over' }, partner);
      expect((await step(id, 'assessments', { kind: 'interim' }, partner)).statusCode).toBe(404);
      const second = await done(id, 'structure-joinings', joining(other));
      await done(id, 'structure-departures', { membership: second, reason: 'handed-over' });
    });

    it('one that is unknown or has no seat does not join', async () => {
      const { id } = await opened();
      const seatless = await place.addStructure({ seat: false });
      expect((await step(id, 'structure-joinings', joining(randomUUID()))).json()).toMatchObject({
        code: 'structure-unknown',
        errors: [{ pointer: '/structure' }],
      });
      expect((await step(id, 'structure-joinings', joining(seatless))).json()).toMatchObject({
        code: 'structure-without-seat',
      });
    });

    it('the structure of the referent does not leave, and another one does not make it leave', async () => {
      const { id, opening } = await opened();
      const other = await place.addStructure();
      const partner = await place.signIn(other);
      await done(id, 'structure-joinings', joining(other));
      const departure = { membership: opening, reason: 'handed-over' };
      expect((await step(id, 'structure-departures', departure, partner)).json()).toMatchObject({
        status: 403,
        code: 'not-your-departure',
      });
      expect((await step(id, 'structure-departures', departure)).json()).toMatchObject({ code: 'referent-outside' });
    });

    it('the referent passes to a colleague, to another structure, or to nobody', async () => {
      const { id, assignment } = await opened();
      const colleague = await place.signIn(structure);
      await done(id, 'referents', { professional: colleague.professional });
      expect((await place.store.store.load(`parcours-${id}`)).slice(-2)).toMatchObject([
        { type: 'ReferentReleased', data: { assignment } },
        { type: 'ReferentAssigned', data: { professional: colleague.professional, structure } },
      ]);
      const other = await place.addStructure();
      const partner = await place.signIn(other);
      await done(id, 'structure-joinings', joining(other));
      const to = { professional: partner.professional, structure: other };
      expect((await step(id, 'referents', to, partner)).json()).toMatchObject({
        status: 403,
        code: 'not-the-referent',
      });
      const held = await done(id, 'referents', to);
      expect((await step(id, 'referent-releases', { assignment: held })).json()).toMatchObject({
        code: 'not-the-referent',
      });
      await done(id, 'referent-releases', { assignment: held }, partner);
      await done(id, 'referents', { professional: operator.professional });
    });

    it('nobody is a referent for a structure where they have no mandate', async () => {
      const { id } = await opened();
      const elsewhere = await place.signIn(await place.addStructure());
      expect((await step(id, 'referents', { professional: elsewhere.professional })).json()).toMatchObject({
        code: 'professional-elsewhere',
        errors: [{ pointer: '/professional' }],
      });
      expect((await step(id, 'referents', { professional: randomUUID() })).json()).toMatchObject({
        code: 'professional-elsewhere',
      });
    });
  });

  describe('an orientation', () => {
    const proposal = (toStructure: Uuid) => ({
      ...{ toStructure, scheme: 'iae', commonLaw: true, need: 'mobilite' },
      ...{ personAgreed: true, transfersReferent: false, sheet: { summary: 'Fiche' } },
    });
    const answer = (id: Uuid, orientation: Uuid, kind: string, form: object = {}, by = operator) =>
      step(id, `orientations/${orientation}/${kind}`, form, by);

    it('is withdrawn by its sender alone, or lapses', async () => {
      const { id } = await opened();
      const receiver = await place.addStructure();
      const partner = await place.signIn(receiver);
      const withdrawn = await done(id, 'orientations', proposal(receiver));
      expect((await answer(id, withdrawn, 'withdrawals', {}, partner)).json()).toMatchObject({
        code: 'not-the-sender',
      });
      expect((await answer(id, withdrawn, 'withdrawals')).statusCode).toBe(201);
      const lapsed = await done(id, 'orientations', proposal(receiver));
      expect((await answer(id, lapsed, 'lapses', { reason: 'no-answer' })).statusCode).toBe(201);
      expect(await last(id)).toMatchObject({ type: 'OrientationLapsed', data: { orientation: lapsed } });
    });

    it('is closed by its receiver, who says what came of it', async () => {
      const { id } = await opened();
      const receiver = await place.addStructure();
      const partner = await place.signIn(receiver);
      const orientation = await done(id, 'orientations', proposal(receiver));
      await answer(id, orientation, 'acceptances', {}, partner);
      await answer(id, orientation, 'starts', {}, partner);
      const outcome = { outcome: 'need-met' };
      expect((await answer(id, orientation, 'closings', outcome)).json()).toMatchObject({ code: 'not-the-receiver' });
      expect((await answer(id, orientation, 'closings', outcome, partner)).statusCode).toBe(201);
      expect(await last(id)).toMatchObject({ type: 'OrientationClosed', data: { orientation, outcome: 'need-met' } });
    });

    it('tells nobody new of a person who objects to it', async () => {
      const { id, person } = await opened();
      const receiver = await place.addStructure();
      const on = civilDateOf('2026-11-10');
      await place.tell(person, { type: 'RecordObjection', on, purpose: 'sharing' });
      const stopped = { status: 409, code: 'sharing-stopped' };
      expect((await step(id, 'orientations', proposal(receiver))).json()).toMatchObject(stopped);
      const joining = { structure: receiver, role: 'Ateliers', supportKind: 'barrier' };
      expect((await step(id, 'structure-joinings', joining)).json()).toMatchObject(stopped);
      await done(id, 'orientations', { ...proposal(receiver), personAgreed: false });
      const [objection] = (await place.store.store.load(`beneficiary-${person}`)).slice(-1);
      await place.tell(person, { type: 'WithdrawObjection', on, objection: objection!.eventId });
      await done(id, 'orientations', proposal(receiver));
    });

    it('picks a service that its receiver gives', async () => {
      const { id } = await opened();
      const receiver = await place.addStructure();
      const [offered, elsewhere] = [await place.addService(receiver), await place.addService(structure)];
      const picking = async (service: Uuid) =>
        (await step(id, 'orientations', { ...proposal(receiver), service })).json();
      expect(await picking(offered)).toMatchObject({ id: expect.any(String) });
      expect(await picking(elsewhere)).toMatchObject({ code: 'service-unknown', errors: [{ pointer: '/service' }] });
      expect(await picking(randomUUID())).toMatchObject({ code: 'service-unknown' });
      await place.withdrawService(offered, ON);
      expect(await picking(offered)).toMatchObject({ code: 'service-withdrawn', errors: [{ pointer: '/service' }] });
    });

    it('passes the referent on only from the referent’s structure', async () => {
      const { id } = await opened();
      const other = await place.addStructure();
      const partner = await place.signIn(other);
      await done(id, 'structure-joinings', { structure: other, role: 'Ateliers', supportKind: 'barrier' });
      const transfer = { ...proposal(await place.addStructure()), transfersReferent: true };
      expect((await step(id, 'orientations', transfer, partner)).json()).toMatchObject({ code: 'not-the-referent' });
      await done(id, 'orientations', transfer);
    });
  });
});
