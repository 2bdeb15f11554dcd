import { describe, expect, it } from '@jest/globals';
import { civilDateOf, type CivilDate } from '@jalons/kernel';
import { given, testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  decider,
  open,
  OPENED,
  OPENING,
  openThen,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import { RECORDINGS, type ParcoursCommand } from '../parcours.commands.js';
import { lastsMonths } from '../steps/contract-end.js';
import type { OrUnknown } from '../steps/values.js';
import { sixMonthsDueOn } from './exit.rules.js';

const day = civilDateOf;
const EXIT = testId(300);
type Exit = Extract<ParcoursCommand, { type: 'ExitParcours' }>['data'];

const JOB: Exit = {
  reason: 'job',
  contract: { kind: 'fixed-term', startsOn: day('2026-05-01'), endsOn: day('2026-10-31') },
  proof: { kind: 'contract', on: day('2026-04-28'), holder: { label: 'Mission locale' } },
};
const exit = (on: string, data: Partial<Exit> = {}) =>
  ({ type: 'ExitParcours', occurredOn: day(on), data: { ...JOB, ...data } }) as const;
const exited = past('ParcoursExited', '2026-05-04', JOB, EXIT);
const attempt = (on: string) =>
  ({ type: 'AttemptContact', occurredOn: day(on), data: { channel: 'phone', reached: 'person' } }) as const;
const contacted = (on: string) => past('ContactAttempted', on, { channel: 'phone', reached: 'person' });
const assess = (on: string) =>
  ({ type: 'RecordAssessment', occurredOn: day(on), data: { kind: 'final', needs: [] } }) as const;
const reopen = (on: string) => ({ type: 'ReopenParcours', occurredOn: day(on), data: { exit: EXIT } }) as const;

describe('an exit', () => {
  it('is recorded once, with its reason, contract and proof', () => {
    openThen()
      .when(exit('2026-05-04'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
    openThen(exited).when(exit('2026-05-10')).thenRefused('exited-twice');
    openThen(exited).when(exit('2026-05-01')).thenRefused('exited-twice');
  });

  it('to work rests on a contract, whose end is told or said to be unknown', () => {
    const { contract: _contract, ...without } = JOB;
    openThen()
      .when({ type: 'ExitParcours', occurredOn: day('2026-05-04'), data: without })
      .thenRefused('contract-needed');
    const ending = (kind: string, endsOn?: OrUnknown<CivilDate>) =>
      exit('2026-05-04', { contract: { kind, startsOn: day('2026-05-01'), ...(endsOn !== undefined && { endsOn }) } });
    openThen().when(ending('fixed-term')).thenRefused('contract-end-needed');
    openThen()
      .when(ending('permanent', day('2027-04-30')))
      .thenRefused('contract-without-end');
    openThen()
      .when(ending('fixed-term', day('2026-04-30')))
      .thenRefused('dates-reversed');
    openThen()
      .when(ending('fixed-term', 'unknown'))
      .then([{ type: 'ParcoursExited', data: ending('fixed-term', 'unknown').data, on: '2026-05-04' }]);
    openThen()
      .when(ending('permanent'))
      .then([{ type: 'ParcoursExited', data: ending('permanent').data, on: '2026-05-04' }]);
  });

  it('has a dated proof with its holder, or none', () => {
    openThen()
      .when(exit('2026-05-04', { proof: { kind: 'contract', on: day('2026-04-28') } }))
      .thenRefused('proof-holder-needed');
    openThen()
      .when(exit('2026-05-04', { proof: { kind: 'contract', holder: { label: 'CCAS' } } }))
      .thenRefused('proof-date-needed');
    openThen()
      .when(exit('2026-05-04', { proof: { kind: 'none', on: day('2026-04-28') } }))
      .thenRefused('proof-of-nothing');
    openThen()
      .when(exit('2026-05-04', { reason: 'unknown', proof: { kind: 'none' } }))
      .then([
        { type: 'ParcoursExited', data: { ...JOB, reason: 'unknown', proof: { kind: 'none' } }, on: '2026-05-04' },
      ]);
    openThen()
      .when(exit('2026-05-04', { reason: 'x' }))
      .thenRefused('unknown-code');
  });
});

describe('the order of life around an exit', () => {
  it('takes a late step before a recorded exit, or on its day; not after it', () => {
    openThen(exited)
      .when(assess('2026-04-30'))
      .then([{ type: 'AssessmentRecorded', data: { kind: 'final', needs: [] }, on: '2026-04-30' }]);
    openThen(exited)
      .when(assess('2026-05-04'))
      .then([{ type: 'AssessmentRecorded', data: { kind: 'final', needs: [] }, on: '2026-05-04' }]);
    openThen(exited).when(assess('2026-05-05')).thenRefused('step-after-exit');
  });

  it('refuses a late exit before a recorded step', () => {
    const assessed = past('AssessmentRecorded', '2026-05-10', { kind: 'interim', needs: [] });
    openThen(assessed).when(exit('2026-05-04')).thenRefused('step-after-exit');
    openThen(assessed)
      .when(exit('2026-05-10'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-10' }]);
  });

  it('leaves follow-up: contacts and the situation at six months', () => {
    openThen(exited)
      .when(attempt('2026-07-01'))
      .then([{ type: 'ContactAttempted', data: { channel: 'phone', reached: 'person' }, on: '2026-07-01' }]);
    openThen(contacted('2026-07-01'))
      .when(exit('2026-05-04'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
  });

  it('never falls before the opening', () => {
    openThen().when(exit('2026-01-04')).thenRefused('contradicts-history');
    given(decider, [open[0]!]).when(exit('2026-01-04')).thenRefused('contradicts-history');
  });
});

describe('the exit belongs to the referent', () => {
  const joined = past(
    'StructureJoined',
    '2026-02-01',
    { structure: OTHER_STRUCTURE, role: 'Atelier', supportKind: 'other' },
    testId(301),
  );
  const left = (on: string) => past('StructureLeft', on, { membership: testId(301), reason: 'objective-met' });

  it('and is refused while another structure is active; the day it leaves it no longer is', () => {
    openThen(joined).when(exit('2026-05-04')).thenRefused('structure-still-active');
    openThen(joined, left('2026-05-05')).when(exit('2026-05-04')).thenRefused('contradicts-history');
    openThen(joined, left('2026-05-04'))
      .when(exit('2026-05-04'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
  });

  it('whichever structure opened the parcours', () => {
    const handed = [
      joined,
      past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT }),
      past('ReferentAssigned', '2026-03-01', { professional: OTHER_PROFESSIONAL, structure: OTHER_STRUCTURE }),
    ];
    openThen(...handed)
      .when(exit('2026-05-04'))
      .thenRefused('structure-still-active');
    openThen(...handed, past('StructureLeft', '2026-03-01', { membership: testId(100), reason: 'handed-over' }))
      .when(exit('2026-05-04'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
  });

  it('without a referent, one structure alone may be active', () => {
    given(decider, [open[0]!])
      .when(exit('2026-05-04'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
    given(decider, [open[0]!, joined]).when(exit('2026-05-04')).thenRefused('structure-still-active');
  });

  it('nor may one be found active later', () => {
    openThen(exited)
      .when({
        type: 'JoinStructure',
        occurredOn: day('2026-02-01'),
        data: { structure: OTHER_STRUCTURE, role: 'Atelier', supportKind: 'other' },
      })
      .thenRefused('structure-still-active');
  });
});

describe('an orientation that still waits', () => {
  const orientation = testId(310);
  const sheet = { summary: 'Cherche un emploi' };
  const proposal = {
    ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: true, sheet },
  };
  const proposed = past('OrientationProposed', '2026-04-01', proposal, orientation);
  const accepted = past('OrientationAccepted', '2026-04-10', { orientation });
  const endings = (on: string) =>
    [
      { type: 'DeclineOrientation', occurredOn: day(on), data: { orientation, by: 'person', reason: 'other' } },
      { type: 'WithdrawOrientation', occurredOn: day(on), data: { orientation } },
      { type: 'LapseOrientation', occurredOn: day(on), data: { orientation, reason: 'no-answer' } },
    ] as const;

  it('keeps the exit back, answered or not; however it ends, the exit follows', () => {
    openThen(proposed).when(exit('2026-05-04')).thenRefused('orientation-waiting');
    openThen(proposed, accepted).when(exit('2026-05-04')).thenRefused('orientation-waiting');
    const ends = [
      past('OrientationDeclined', '2026-05-10', { orientation, by: 'person', reason: 'other' }),
      past('OrientationWithdrawn', '2026-05-04', { orientation }),
      past('OrientationLapsed', '2026-05-10', { orientation, reason: 'no-answer' }),
    ];
    for (const ended of ends) {
      openThen(proposed, accepted, ended)
        .when(exit('2026-05-04'))
        .then([{ type: 'ParcoursExited', data: JOB, on: '2026-05-04' }]);
    }
  });

  it('told late or brought by a file, ends in exactly one way after the exit, and begins no more', () => {
    const left = openThen(exited);
    left
      .when({ type: 'ProposeOrientation', occurredOn: day('2026-04-01'), data: proposal })
      .then([{ type: 'OrientationProposed', data: proposal, on: '2026-04-01' }]);
    for (const ending of endings('2026-05-20')) {
      openThen(proposed, exited)
        .when(ending)
        .then([{ type: RECORDINGS[ending.type], data: ending.data, on: '2026-05-20' }]);
      openThen(proposed, exited, past('OrientationWithdrawn', '2026-05-10', { orientation }))
        .when(ending)
        .thenRefused('orientation-ended-otherwise');
    }
    openThen(proposed, exited)
      .when({ type: 'AcceptOrientation', occurredOn: day('2026-05-05'), data: { orientation } })
      .thenRefused('step-after-exit');
    openThen(proposed, accepted, exited)
      .when({ type: 'StartOrientation', occurredOn: day('2026-05-05'), orientation, receivedBy: OTHER_PROFESSIONAL })
      .thenRefused('step-after-exit');
  });

  it('does not hold back the correction of an exit', () => {
    openThen(proposed, exited)
      .when({
        type: 'CorrectEntry',
        eventId: EXIT,
        why: 'date fausse',
        replacement: { type: 'ParcoursExited', occurredOn: day('2026-05-06'), data: JOB },
      })
      .then([
        { type: 'EntryVoided', data: { eventId: EXIT, why: 'date fausse' } },
        { type: 'ParcoursExited', data: JOB, on: '2026-05-06' },
      ]);
  });
});

describe('a reopening', () => {
  it('is taken from the day of the exit to the 60th after it', () => {
    for (const on of ['2026-05-04', '2026-07-03']) {
      openThen(exited)
        .when(reopen(on))
        .then([{ type: 'ParcoursReopened', data: { exit: EXIT }, on }]);
    }
    openThen(exited).when(reopen('2026-07-04')).thenRefused('reopening-too-late');
    openThen(exited).when(reopen('2026-05-03')).thenRefused('before-what-it-follows');
  });

  it('keeps the exit that it removes after the opening, were the opening corrected', () => {
    given(decider, [open[0]!, exited, past('ParcoursReopened', '2026-05-10', { exit: EXIT })])
      .when({
        type: 'CorrectEntry',
        eventId: OPENING,
        why: 'date fausse',
        replacement: { type: 'ParcoursOpened', occurredOn: day('2026-05-06'), data: OPENED },
      })
      .thenRefused('before-opening');
  });

  it('names an exit that stands', () => {
    openThen().when(reopen('2026-05-10')).thenRefused('missing-reference');
    openThen(exited, past('EntryVoided', '2026-05-05', { eventId: EXIT, why: 'erreur' }))
      .when(reopen('2026-05-10'))
      .thenRefused('missing-reference');
    openThen(exited, past('ParcoursReopened', '2026-05-10', { exit: EXIT }))
      .when(reopen('2026-05-11'))
      .thenRefused('exit-followed-twice');
  });

  it('removes the exit: steps and another exit follow; voided, the exit counts again', () => {
    const reopened = past('ParcoursReopened', '2026-05-10', { exit: EXIT }, testId(302));
    openThen(exited, reopened)
      .when(assess('2026-05-06'))
      .then([{ type: 'AssessmentRecorded', data: { kind: 'final', needs: [] }, on: '2026-05-06' }]);
    openThen(exited, reopened)
      .when(exit('2026-09-01'))
      .then([{ type: 'ParcoursExited', data: JOB, on: '2026-09-01' }]);
    openThen(exited, reopened, past('AssessmentRecorded', '2026-05-12', { kind: 'interim', needs: [] }))
      .when({ type: 'VoidEntry', eventId: testId(302), why: 'erreur' })
      .thenRefused('step-after-exit');
  });
});

describe('the situation at six months', () => {
  const record = (on: string, data: object = { situation: 'job-durable' }) =>
    ({
      type: 'RecordSituationAtSixMonths',
      occurredOn: day(on),
      data: { exit: EXIT, ...data } as { exit: string; situation: string },
    }) as const;

  it('is recorded once per exit, or said not to be known', () => {
    openThen(exited)
      .when(record('2026-11-04'))
      .then([
        { type: 'SituationAtSixMonthsRecorded', data: { exit: EXIT, situation: 'job-durable' }, on: '2026-11-04' },
      ]);
    openThen(exited)
      .when(record('2026-11-04', { notReached: true }))
      .then([{ type: 'SituationAtSixMonthsRecorded', data: { exit: EXIT, notReached: true }, on: '2026-11-04' }]);
    openThen(exited, past('SituationAtSixMonthsRecorded', '2026-11-04', { exit: EXIT, notReached: true }))
      .when(record('2026-11-05'))
      .thenRefused('exit-followed-twice');
    openThen(exited)
      .when(record('2026-11-04', { situation: 'x' }))
      .thenRefused('unknown-code');
  });

  it('has an exit that stands, not one that was reopened', () => {
    openThen().when(record('2026-11-04')).thenRefused('missing-reference');
    openThen(exited, past('ParcoursReopened', '2026-05-10', { exit: EXIT }))
      .when(record('2026-11-04'))
      .thenRefused('exit-reopened');
    openThen(exited, past('SituationAtSixMonthsRecorded', '2026-11-04', { exit: EXIT, notReached: true }))
      .when(reopen('2026-06-01'))
      .thenRefused('exit-reopened');
  });

  it('is due six calendar months after the exit, at the end of a shorter month', () => {
    expect(sixMonthsDueOn(day('2026-08-31'))).toBe('2027-02-28');
    expect(sixMonthsDueOn(day('2027-08-31'))).toBe('2028-02-29');
    expect(sixMonthsDueOn(day('2026-12-31'))).toBe('2027-06-30');
    expect(sixMonthsDueOn(day('2026-07-01'))).toBe('2027-01-01');
  });
});

describe('the length of a contract', () => {
  it('counts calendar months, the last day included', () => {
    expect(lastsMonths(day('2026-05-01'), day('2026-10-31'), 6)).toBe(true);
    expect(lastsMonths(day('2026-05-01'), day('2026-10-30'), 6)).toBe(false);
    expect(lastsMonths(day('2026-08-31'), day('2027-02-27'), 6)).toBe(true);
    expect(lastsMonths(day('2026-08-31'), day('2027-02-26'), 6)).toBe(false);
    expect(lastsMonths(day('2026-07-01'), day('2026-12-31'), 6)).toBe(true);
  });

  it('lasts without an end, and is not judged where the end is unknown', () => {
    expect(lastsMonths(day('2026-05-01'), undefined, 6)).toBe(true);
    expect(lastsMonths(day('2026-05-01'), 'unknown', 6)).toBe('unknown');
  });
});
