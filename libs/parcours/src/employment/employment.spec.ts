import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { openThen, past } from '../../../../test/support/parcours.js';
import type { ParcoursCommand } from '../parcours.commands.js';

const day = civilDateOf;
const INTRODUCTION = testId(600);
const SIGNATURE = testId(601);
const JOB = testId(602);
type DataOf<Name extends ParcoursCommand['type']> = Extract<ParcoursCommand, { type: Name; data: unknown }>['data'];

const START: DataOf<'StartJob'> = {
  contract: 'fixed-term',
  weeklyHours: 24,
  employer: { label: 'Restaurant du Lac' },
  signedOn: day('2026-03-20'),
  expectedEnd: day('2026-09-30'),
};
const start = (data: Partial<typeof START> = {}, on = '2026-04-01') =>
  ({ type: 'StartJob', occurredOn: day(on), data: { ...START, ...data } }) as const;
const end = (on: string, reason = 'term') =>
  ({ type: 'EndJob', occurredOn: day(on), data: { job: JOB, reason } as DataOf<'EndJob'> }) as const;
const introduced = past(
  'IntroducedToEmployer',
  '2026-03-01',
  { company: { label: 'Restaurant du Lac' } },
  INTRODUCTION,
);
const signed = past('JobSigned', '2026-03-20', { startsOn: day('2026-04-01'), introduction: INTRODUCTION }, SIGNATURE);
const started = past('JobStarted', '2026-04-01', START, JOB);

describe('an introduction to an employer', () => {
  const introduction = INTRODUCTION;
  const close = (on: string, outcome = 'hired') =>
    ({
      type: 'CloseIntroduction',
      occurredOn: day(on),
      data: { introduction, outcome } as DataOf<'CloseIntroduction'>,
    }) as const;
  const interview = (on: string) =>
    ({ type: 'HoldEmployerInterview', occurredOn: day(on), data: { introduction } }) as const;

  it('leads to interviews, then is closed once', () => {
    openThen(introduced, past('EmployerInterviewHeld', '2026-03-05', { introduction }))
      .when(interview('2026-03-08'))
      .then([{ type: 'EmployerInterviewHeld', data: { introduction }, on: '2026-03-08' }]);
    openThen(introduced)
      .when(close('2026-03-10'))
      .then([{ type: 'IntroductionClosed', data: { introduction, outcome: 'hired' }, on: '2026-03-10' }]);
    const closed = past('IntroductionClosed', '2026-03-10', { introduction, outcome: 'no-answer' });
    openThen(introduced, closed).when(close('2026-03-11')).thenRefused('introduction-closed-twice');
    openThen(introduced, closed).when(interview('2026-03-11')).thenRefused('after-its-end');
    openThen(introduced).when(close('2026-03-10', 'x')).thenRefused('unknown-value');
    openThen().when(interview('2026-03-11')).thenRefused('missing-reference');
  });
});

describe('a job', () => {
  it('is signed for a day to come, and starts once', () => {
    openThen(introduced)
      .when({
        type: 'SignJob',
        occurredOn: day('2026-03-20'),
        data: { startsOn: day('2026-12-31'), introduction: INTRODUCTION },
      })
      .then([{ type: 'JobSigned', data: { startsOn: '2026-12-31', introduction: INTRODUCTION }, on: '2026-03-20' }]);
    openThen(introduced, signed)
      .when(start({ signature: SIGNATURE }))
      .then([{ type: 'JobStarted', data: { ...START, signature: SIGNATURE }, on: '2026-04-01' }]);
    openThen(introduced, signed, past('JobStarted', '2026-04-01', { ...START, signature: SIGNATURE }))
      .when(start({ signature: SIGNATURE }, '2026-04-02'))
      .thenRefused('signature-started-twice');
  });

  it('has an end that is told, or said to be unknown, unless it has none', () => {
    const { expectedEnd: _end, ...open } = START;
    openThen()
      .when({ type: 'StartJob', occurredOn: day('2026-04-01'), data: open })
      .thenRefused('contract-end-needed');
    openThen()
      .when(start({ contract: 'permanent' }))
      .thenRefused('contract-without-end');
    openThen()
      .when({ type: 'StartJob', occurredOn: day('2026-04-01'), data: { ...open, contract: 'permanent' } })
      .then([{ type: 'JobStarted', data: { ...open, contract: 'permanent' }, on: '2026-04-01' }]);
    openThen()
      .when(start({ expectedEnd: 'unknown' }))
      .then([{ type: 'JobStarted', data: { ...START, expectedEnd: 'unknown' }, on: '2026-04-01' }]);
    openThen()
      .when(start({ expectedEnd: day('2026-03-31') }))
      .thenRefused('dates-reversed');
  });

  it('has hours a week above 0 and up to 60, a signature not to come, a contract and a job of their lists', () => {
    for (const weeklyHours of [0, -1, 60.5, Number.NaN]) {
      openThen().when(start({ weeklyHours })).thenRefused('weekly-hours-range');
    }
    for (const weeklyHours of [0.5, 60, 'unknown'] as const) {
      openThen()
        .when(start({ weeklyHours }))
        .then([{ type: 'JobStarted', data: { ...START, weeklyHours }, on: '2026-04-01' }]);
    }
    openThen()
      .when(start({ signedOn: day('2026-11-25') }))
      .thenRefused('in-the-future');
    openThen()
      .when(start({ contract: 'x' }))
      .thenRefused('unknown-code');
    openThen()
      .when(start({ rome: 'M16' }))
      .thenRefused('not-a-rome-code');
  });

  it('ends once, not before it started', () => {
    openThen(started)
      .when(end('2026-09-30'))
      .then([{ type: 'JobEnded', data: { job: JOB, reason: 'term' }, on: '2026-09-30' }]);
    openThen(started, past('JobEnded', '2026-05-01', { job: JOB, reason: 'resigned' }))
      .when(end('2026-09-30'))
      .thenRefused('job-ended-twice');
    openThen(started).when(end('2026-03-31')).thenRefused('before-what-it-follows');
    openThen(started).when(end('2026-09-30', 'x')).thenRefused('unknown-value');
  });
});
