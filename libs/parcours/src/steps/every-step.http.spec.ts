import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import { ON, openStepsRig, type StepsRig } from '../../../../test/support/steps-http.js';

const OTHER = '00000000-0000-4000-8000-000000000001';

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
  let rig: StepsRig;
  beforeAll(async () => {
    rig = await openStepsRig();
  });
  afterAll(() => rig.close());

  it('is recorded as it was told', async () => {
    const { id } = await rig.opened();
    const ids: Record<string, Uuid> = {};
    for (const { route, form, type, data } of LIFE) {
      ids[route] = await rig.done(id, route, form(ids));
      const by = { actor: rig.operator.professional, structure: rig.structure, territory: rig.place.territory };
      expect(await rig.last(id)).toMatchObject({ type, data, occurredOn: ON, eventId: ids[route], ...by });
    }
  });

  it.each([
    ['appointment-excuses', 'AppointmentExcused'],
    ['appointment-absences', 'AppointmentMissed'],
    ['appointment-cancellations', 'AppointmentCancelled'],
  ])('an appointment ends otherwise: %s', async (route, type) => {
    const { id } = await rig.opened();
    const appointment = await rig.done(id, 'appointments', { at: { on: ON }, with: { structure: rig.structure } });
    await rig.done(id, route, { appointment });
    expect(await rig.last(id)).toMatchObject({ type, data: { appointment } });
    expect((await rig.step(id, 'appointment-attendances', { appointment })).json()).toMatchObject({
      status: 409,
      code: 'appointment-ended-twice',
    });
  });

  it('a reopening takes the exit back within sixty days', async () => {
    const { id } = await rig.opened();
    const exit = await rig.done(id, 'exits', { reason: 'moved', proof: { kind: 'none' } });
    await rig.done(id, 'reopenings', { exit });
    expect(await rig.last(id)).toMatchObject({ type: 'ParcoursReopened', data: { exit } });
    await rig.done(id, 'assessments', { kind: 'interim' });
  });

  it('names the field to mend', async () => {
    const { id } = await rig.opened();
    const pointers = async (route: string, form: object) =>
      (await rig.step(id, route, form)).json().errors.map(({ pointer }: { pointer: string }) => pointer);
    const exit = randomUUID();
    expect(await pointers('six-month-situations', { exit })).toEqual(['/situation']);
    expect(await pointers('six-month-situations', { exit, situation: 'job', notReached: true })).toEqual([
      '/situation',
    ]);
    expect(await pointers('six-month-situations', { exit, notReached: false })).toEqual(['/notReached']);
    expect(await pointers('next-actions', { what: 'Rappeler', dueOn: ON, who: { kind: 'structure' } })).toEqual([
      '/who',
    ]);
    expect(
      await pointers('appointments', { at: { on: ON, time: '24:00' }, with: { structure: rig.structure } }),
    ).toEqual(['/at/time']);
    expect(await pointers('appointments', { at: { on: ON }, with: {} })).toEqual(['/with']);
    expect(await pointers('barriers', { theme: 'x', blocking: true })).toEqual(['/theme']);
    expect(await pointers('concerns', {})).toEqual(expect.arrayContaining(['/note']));
  });
});
