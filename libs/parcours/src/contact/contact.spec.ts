import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { openThen, past, REFERENT } from '../../../../test/support/parcours.js';
import type { ParcoursCommand } from '../parcours.commands.js';

const day = civilDateOf;
const APPOINTMENT = testId(400);
const ACTION = testId(401);
const appointment = APPOINTMENT;
type DataOf<Name extends ParcoursCommand['type']> = Extract<ParcoursCommand, { type: Name; data: unknown }>['data'];

const SCHEDULE: DataOf<'ScheduleAppointment'> = {
  at: { on: day('2026-02-10'), time: '14:30', zone: 'Europe/Paris' },
  place: { label: 'Maison de quartier' },
  with: { professional: REFERENT },
};
const scheduled = past('AppointmentScheduled', '2026-02-02', SCHEDULE, APPOINTMENT);
const schedule = (data: Partial<typeof SCHEDULE>) =>
  ({ type: 'ScheduleAppointment', occurredOn: day('2026-02-02'), data: { ...SCHEDULE, ...data } }) as const;

describe('an attempt at contact', () => {
  const attempt = (data: object, on = '2026-02-02') =>
    ({
      type: 'AttemptContact',
      occurredOn: day(on),
      at: { time: '09:05', zone: 'Europe/Paris' },
      data: { channel: 'phone', reached: 'nobody', ...data } as DataOf<'AttemptContact'>,
    }) as const;

  it('keeps channel, who was reached and the outcome', () => {
    openThen()
      .when(attempt({ outcome: 'unreachable' }))
      .then([
        {
          type: 'ContactAttempted',
          data: { channel: 'phone', reached: 'nobody', outcome: 'unreachable' },
          on: '2026-02-02',
        },
      ]);
  });

  it('refuses codes of no list, a NIR, a text beyond measure and a wrong time', () => {
    openThen()
      .when(attempt({ channel: 'fax' }))
      .thenRefused('unknown-code');
    openThen()
      .when(attempt({ outcome: 'x' }))
      .thenRefused('unknown-code');
    openThen()
      .when(attempt({ reached: 'voicemail' }))
      .thenRefused('unknown-value');
    openThen()
      .when(attempt({ note: '1 84 05 31 555 123' }))
      .thenRefused('nir-forbidden');
    openThen()
      .when(attempt({ note: 'x'.repeat(2001) }))
      .thenRefused('text-too-long');
    openThen()
      .when({ ...attempt({}), at: { time: '25:00', zone: 'Europe/Paris' } })
      .thenRefused('not-a-time');
    openThen()
      .when({ ...attempt({}), at: { time: '09:00', zone: 'Paris' } })
      .thenRefused('unknown-zone');
  });
});

describe('an appointment', () => {
  const end = (
    type: 'HonourAppointment' | 'ExcuseAppointment' | 'MissAppointment' | 'CancelAppointment',
    on = '2026-02-10',
  ) => ({ type, occurredOn: day(on), data: { appointment } }) as const;
  const reschedule = (on: string) =>
    ({
      type: 'RescheduleAppointment',
      occurredOn: day(on),
      data: { appointment, at: { on: day('2026-02-20') } },
    }) as const;

  it('is for that day or a later one, at a time in a zone or at none, with somebody', () => {
    openThen()
      .when(schedule({}))
      .then([{ type: 'AppointmentScheduled', data: SCHEDULE, on: '2026-02-02' }]);
    openThen()
      .when(schedule({ at: { on: day('2026-02-01') } }))
      .thenRefused('dates-reversed');
    openThen()
      .when(schedule({ at: { on: day('2026-02-10'), time: '14:30' } }))
      .thenRefused('unknown-zone');
    openThen()
      .when(schedule({ with: {} }))
      .thenRefused('appointment-with-nobody');
  });

  it('has one issue, after which it is not moved', () => {
    openThen(scheduled)
      .when(end('HonourAppointment'))
      .then([{ type: 'AppointmentHonoured', data: { appointment }, on: '2026-02-10' }]);
    const missed = past('AppointmentMissed', '2026-02-10', { appointment });
    for (const type of ['HonourAppointment', 'ExcuseAppointment', 'MissAppointment', 'CancelAppointment'] as const) {
      openThen(scheduled, missed).when(end(type)).thenRefused('appointment-ended-twice');
      openThen().when(end(type)).thenRefused('missing-reference');
    }
    openThen(scheduled, missed).when(reschedule('2026-02-11')).thenRefused('after-its-end');
    openThen(scheduled, missed)
      .when(reschedule('2026-02-05'))
      .then([{ type: 'AppointmentRescheduled', data: reschedule('2026-02-05').data, on: '2026-02-05' }]);
  });

  it('may be moved more than once', () => {
    const moved = past('AppointmentRescheduled', '2026-02-03', { appointment, at: { on: day('2026-02-12') } });
    openThen(scheduled, moved)
      .when(reschedule('2026-02-04'))
      .then([{ type: 'AppointmentRescheduled', data: reschedule('2026-02-04').data, on: '2026-02-04' }]);
  });
});

describe('a next action', () => {
  const planned: DataOf<'PlanNextAction'> = {
    what: 'Refaire le CV',
    dueOn: day('2026-02-20'),
    who: { kind: 'person' },
  };

  it('is planned for a day to come, and done once', () => {
    openThen()
      .when({ type: 'PlanNextAction', occurredOn: day('2026-02-02'), data: planned })
      .then([{ type: 'NextActionPlanned', data: planned, on: '2026-02-02' }]);
    openThen()
      .when({ type: 'PlanNextAction', occurredOn: day('2026-02-21'), data: planned })
      .thenRefused('dates-reversed');
    const done = { type: 'CompleteNextAction', occurredOn: day('2026-02-15'), data: { nextAction: ACTION } } as const;
    const history = [past('NextActionPlanned', '2026-02-02', planned, ACTION)];
    openThen(...history)
      .when(done)
      .then([{ type: 'NextActionDone', data: { nextAction: ACTION }, on: '2026-02-15' }]);
    openThen(...history, past('NextActionDone', '2026-02-10', { nextAction: ACTION }))
      .when(done)
      .thenRefused('next-action-done-twice');
  });
});
