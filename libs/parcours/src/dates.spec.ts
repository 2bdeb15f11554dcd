import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beneficiaryDecider } from '@jalons/beneficiaries';
import { nominalKnownAt, type LifeEvent } from '@jalons/event-log';
import { civilDateOf, isDomainError, loadNomenclatures, type CivilDate, type Instant } from '@jalons/kernel';
import { recorded, testId, type Past } from '../../../test/support/given.js';
import { decider, open, openThen, OPENED, OTHER_STRUCTURE, past, STRUCTURE } from '../../../test/support/parcours.js';
import { sixMonthsDueOn } from './exit/exit.rules.js';
import type { ParcoursCommand } from './parcours.commands.js';
import type { ParcoursEvent } from './parcours.events.js';
import { gapsOf } from './state/gaps.js';
import { phaseOn } from './state/phase.js';
import { parcoursStateOf } from './state/parcours.state.js';
import { lastsMonths } from './steps/contract-end.js';

const PARIS = 'Europe/Paris';
const day = civilDateOf;
const at = (text: string): Instant => Date.parse(text);
const events = (...steps: readonly Past<ParcoursEvent>[]) =>
  recorded([...open, ...steps]) as unknown as readonly LifeEvent<ParcoursEvent>[];

/** The code of the refusal of a step told as of that day, recorded at that instant; null where it is taken. */
function refusal(occurredOn: CivilDate, now: Instant, zone = PARIS): string | null {
  const state = recorded([...open]).reduce(decider.evolve, decider.initial());
  const command: ParcoursCommand = { type: 'ConfirmSituation', occurredOn, data: {} };
  try {
    decider.decide(command, state, { now, zone });
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

describe('the day of recording', () => {
  it('at 23:30 is still the day, and at midnight the next one', () => {
    expect(refusal(day('2026-11-24'), at('2026-11-24T22:30:00Z'))).toBeNull();
    expect(refusal(day('2026-11-25'), at('2026-11-24T22:30:00Z'))).toBe('in-the-future');
    expect(refusal(day('2026-11-25'), at('2026-11-24T22:59:59.999Z'))).toBe('in-the-future');
    expect(refusal(day('2026-11-25'), at('2026-11-24T23:00:00Z'))).toBeNull();
  });

  it('is that of the territory, wherever the server stands', () => {
    const now = at('2026-12-31T23:30:00Z');
    expect(refusal(day('2027-01-01'), now, PARIS)).toBeNull();
    expect(refusal(day('2027-01-01'), now, 'Indian/Reunion')).toBeNull();
    expect(refusal(day('2027-01-01'), now, 'America/Cayenne')).toBe('in-the-future');
  });

  it('is right at every instant of both nights of clock change', () => {
    // Paris is one hour ahead of UTC in winter and two in summer; both changes are at 01:00 UTC.
    const offset = (now: Instant) =>
      now >= at('2026-03-29T01:00:00Z') && now < at('2026-10-25T01:00:00Z') ? 7_200_000 : 3_600_000;
    const nights = fc.constantFrom('2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z');
    fc.assert(
      fc.property(nights, fc.nat({ max: 36 * 60 }), (start, minutes) => {
        const now = at(start) + minutes * 60_000;
        const today = day(new Date(now + offset(now)).toISOString().slice(0, 10));
        const tomorrow = day(new Date(now + offset(now) + 86_400_000).toISOString().slice(0, 10));
        return refusal(today, now) === null && refusal(tomorrow, now) === 'in-the-future';
      }),
    );
  });

  it('bounds the entry of a slot the same way', () => {
    const people = beneficiaryDecider(loadNomenclatures());
    const registration = {
      type: 'BeneficiaryRegistered',
      data: { sex: 'unknown', contacts: {}, residence: { qpv: null, evidence: 'declared' } },
      on: '2026-01-05',
    };
    const state = recorded([registration] as never).reduce(people.evolve as never, people.initial());
    const take = (from: CivilDate, now: Instant) => () =>
      people.decide(
        {
          type: 'TakeParcoursSlot',
          slot: { territory: testId(1), parcoursId: testId(2), from, opening: testId(3) },
          policy: { minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse' },
        },
        state,
        { now, zone: PARIS },
      );
    // The night on which 02:00 becomes 03:00: 23:30 in Paris is 22:30 UTC the evening before, 21:30 the evening after.
    expect(take(day('2026-03-28'), at('2026-03-28T22:30:00Z'))).not.toThrow();
    expect(take(day('2026-03-29'), at('2026-03-28T22:30:00Z'))).toThrow();
    expect(take(day('2026-03-29'), at('2026-03-29T21:30:00Z'))).not.toThrow();
    expect(take(day('2026-03-30'), at('2026-03-29T21:30:00Z'))).toThrow();
  });
});

describe('what was known of an imported step', () => {
  it('is known at the end of a day of 23, 24 or 25 hours', () => {
    const known = (occurredOn: string) =>
      new Date(nominalKnownAt({ occurredOn: day(occurredOn) }, PARIS)).toISOString();
    expect(known('2026-03-28')).toBe('2026-03-28T22:59:59.999Z');
    expect(known('2026-03-29')).toBe('2026-03-29T21:59:59.999Z');
    expect(known('2026-10-24')).toBe('2026-10-24T21:59:59.999Z');
    expect(known('2026-10-25')).toBe('2026-10-25T22:59:59.999Z');
    expect(known('2026-12-31')).toBe('2026-12-31T22:59:59.999Z');
  });
});

describe('a time of day', () => {
  it('is kept as it was said, even where the clocks skip it, and orders nothing', () => {
    const moment = { on: day('2026-03-29'), time: '02:30', zone: PARIS };
    openThen()
      .when({
        type: 'ScheduleAppointment',
        occurredOn: day('2026-03-01'),
        at: { time: '23:30', zone: PARIS },
        data: { at: moment, with: { structure: STRUCTURE } },
      })
      .then([{ type: 'AppointmentScheduled', data: { at: moment, with: { structure: STRUCTURE } }, on: '2026-03-01' }]);
    const noon = {
      ...past('ContactAttempted', '2026-10-25', { channel: 'phone', reached: 'nobody' }),
      at: time('12:00'),
    };
    const early = {
      ...past('ContactAttempted', '2026-10-25', { channel: 'sms', reached: 'person' }),
      at: time('02:30'),
    };
    expect(parcoursStateOf(events(noon, early)).lastContactOn).toBe('2026-10-25');
  });

  const time = (text: string) => ({ time: text, zone: PARIS });
});

describe('days are counted', () => {
  it('as civil days, across both changes of the clock', () => {
    for (const [from, to, days] of [
      ['2026-03-27', '2026-03-31', 4],
      ['2026-10-23', '2026-10-27', 4],
      ['2026-12-30', '2027-01-02', 3],
    ] as const) {
      const released = past('ReferentReleased', from, { assignment: testId(101) });
      const assigned = past('ReferentAssigned', to, { professional: testId(30), structure: STRUCTURE });
      const [gap, ...others] = gapsOf(events(released, assigned), day('2027-03-01'));
      expect(gap).toMatchObject({ from, days });
      expect(others).toEqual([]);
    }
  });

  it('across the end of the year: a wait, a pause, an exit and its reopening', () => {
    const paused = past('PauseDeclared', '2026-12-20', { reason: 'health', until: day('2027-01-03') });
    expect(phaseOn(events(paused), day('2027-01-03'))).toBe('pause');
    expect(phaseOn(events(paused), day('2027-01-04'))).toBe('support');
    const exit = past('ParcoursExited', '2026-12-15', { reason: 'moved', proof: { kind: 'none' } }, testId(500));
    const reopen = (occurredOn: string) =>
      ({ type: 'ReopenParcours', occurredOn: day(occurredOn), data: { exit: testId(500) } }) as const;
    openThen(exit)
      .when(reopen('2027-02-13'), { today: '2027-03-01' })
      .then([{ type: 'ParcoursReopened', data: { exit: testId(500) }, on: '2027-02-13' }]);
    openThen(exit).when(reopen('2027-02-14'), { today: '2027-03-01' }).thenRefused('reopening-too-late');
  });

  it('an orientation accepted on New Year’s Eve and started two days later leaves two days without an owner', () => {
    const proposal = testId(600);
    const proposed = past(
      'OrientationProposed',
      '2026-12-30',
      {
        ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
        ...{ personAgreed: true, transfersReferent: true, sheet: { summary: 'Fiche' } },
      },
      proposal,
    );
    const accepted = past('OrientationAccepted', '2026-12-31', { orientation: proposal });
    const started = past('OrientationStarted', '2027-01-02', { orientation: proposal });
    expect(gapsOf(events(proposed, accepted, started), day('2027-02-01'))).toEqual([
      { from: '2026-12-31', to: '2027-01-01', days: 2 },
    ]);
  });
});

describe('six months from 31 August', () => {
  it('end with February, in a leap year and in another', () => {
    expect(sixMonthsDueOn(day('2026-08-31'))).toBe('2027-02-28');
    expect(sixMonthsDueOn(day('2027-08-31'))).toBe('2028-02-29');
    expect(sixMonthsDueOn(day('2026-08-30'))).toBe('2027-02-28');
    const exit = past('ParcoursExited', '2026-08-31', { reason: 'moved', proof: { kind: 'none' } });
    expect(parcoursStateOf(events(exit)).sixMonthsDueOn).toBe('2027-02-28');
  });

  it('are lasted by a contract to the eve of that day', () => {
    const lasts = (startsOn: string, endsOn: string) => lastsMonths(day(startsOn), day(endsOn), 6);
    expect(lasts('2026-08-31', '2027-02-27')).toBe(true);
    expect(lasts('2026-08-31', '2027-02-26')).toBe(false);
    expect(lasts('2027-08-31', '2028-02-28')).toBe(true);
    expect(lasts('2027-08-31', '2028-02-27')).toBe(false);
    expect(lasts('2026-09-01', '2027-02-28')).toBe(true);
  });
});

it('an opening on the last day of the year is one of that year', () => {
  const opening = { type: 'OpenParcours', occurredOn: day('2026-12-31'), data: OPENED } as const;
  const decide = (now: Instant) => () => decider.decide(opening, decider.initial(), { now, zone: PARIS });
  expect(decide(at('2026-12-31T22:30:00Z'))()).toMatchObject([{ type: 'ParcoursOpened', occurredOn: '2026-12-31' }]);
  expect(decide(at('2026-12-30T22:30:00Z'))).toThrow();
});
