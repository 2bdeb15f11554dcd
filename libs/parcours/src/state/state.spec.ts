import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  open,
  OPENED,
  OPENING,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  PERSON,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import { isPending, orientationsOf } from '../orientation/orientation-threads.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { gapsOf } from './gaps.js';
import { parcoursStateOf } from './parcours.state.js';
import { phaseOn } from './phase.js';

const day = civilDateOf;
const ORIENTATION = testId(200);
const orientation = ORIENTATION;
const stateOf = (...history: readonly Past<ParcoursEvent>[]) => parcoursStateOf(recorded(history));
const gaps = (today: string, ...history: readonly Past<ParcoursEvent>[]) => gapsOf(recorded(history), day(today));

const proposed = (transfersReferent: boolean) =>
  past(
    'OrientationProposed',
    '2026-02-01',
    {
      fromStructure: STRUCTURE,
      toStructure: OTHER_STRUCTURE,
      commonLaw: true,
      need: 'mobilite',
      personAgreed: true,
      transfersReferent,
      sheet: { summary: 'Permis' },
    },
    ORIENTATION,
  );
const accepted = past('OrientationAccepted', '2026-02-10', { orientation });
const started = past('OrientationStarted', '2026-02-20', { orientation });
const exited = past('ParcoursExited', '2026-03-01', { reason: 'moved', proof: { kind: 'none' } }, testId(300));

describe('what a parcours has come to', () => {
  it('open, under its referent, with nobody met yet', () => {
    expect(stateOf(...open)).toEqual({
      status: 'open',
      beneficiaryId: PERSON,
      openedOn: '2026-01-05',
      entryChannel: 'walk-in',
      exit: null,
      exitedOn: null,
      exitReason: null,
      referent: {
        id: ASSIGNMENT,
        professional: REFERENT,
        structure: STRUCTURE,
        from: '2026-01-05',
        to: null,
      },
      structures: [{ id: OPENING, structure: STRUCTURE, from: '2026-01-05', to: null }],
      lastContactOn: null,
      nextActions: [],
      entrySituationRecorded: false,
      sixMonthsDueOn: null,
    });
  });

  it('exited, with those who took part then and the follow-up due', () => {
    expect(stateOf(...open, exited)).toMatchObject({
      status: 'exited',
      exit: testId(300),
      exitedOn: '2026-03-01',
      exitReason: 'moved',
      referent: { professional: REFERENT },
      structures: [{ structure: STRUCTURE }],
      sixMonthsDueOn: '2026-09-01',
    });
    const told = past('SituationAtSixMonthsRecorded', '2026-09-02', { exit: testId(300), notReached: true });
    expect(stateOf(...open, exited, told).sixMonthsDueOn).toBeNull();
    const reopened = past('ParcoursReopened', '2026-03-10', { exit: testId(300) });
    expect(stateOf(...open, exited, reopened)).toMatchObject({ status: 'open', exit: null, sixMonthsDueOn: null });
  });

  it('unopened once its opening is voided', () => {
    const voided = past('EntryVoided', '2026-01-06', { eventId: OPENING, why: 'doublon' });
    expect(stateOf(open[0]!, voided)).toMatchObject({ status: 'unopened', openedOn: null, referent: null });
  });

  it('an orientation waits until it starts or is lost', () => {
    const waiting = (...events: readonly Past<ParcoursEvent>[]) =>
      orientationsOf(parcoursLife(recorded(events)))
        .filter(isPending)
        .map(({ id, accepted }) => [id, accepted?.occurredOn]);
    expect(waiting(...open, proposed(true), accepted)).toEqual([[ORIENTATION, '2026-02-10']]);
    expect(waiting(...open, proposed(true), accepted, started)).toEqual([]);
    const lapsed = past('OrientationLapsed', '2026-02-12', { orientation, reason: 'no-answer' });
    expect(waiting(...open, proposed(true), lapsed)).toEqual([]);
  });

  it('the last contact is the person herself: reached, met, or first seen by a receiver', () => {
    const attempt = (on: string, reached: 'person' | 'third-party' | 'nobody') =>
      past('ContactAttempted', on, { channel: 'phone', reached });
    expect(stateOf(...open, attempt('2026-01-10', 'person'), attempt('2026-01-20', 'third-party')).lastContactOn).toBe(
      '2026-01-10',
    );
    expect(stateOf(...open, proposed(false), accepted, started).lastContactOn).toBe('2026-02-20');
    expect(stateOf(...open, past('SituationConfirmed', '2026-01-20', {})).lastContactOn).toBeNull();
  });

  it('next actions that are not done, the first due first', () => {
    const plan = (n: number, dueOn: string) =>
      past(
        'NextActionPlanned',
        '2026-01-10',
        { what: `Action ${n}`, dueOn: day(dueOn), who: { kind: 'person' } },
        testId(n),
      );
    const done = past('NextActionDone', '2026-01-12', { nextAction: testId(403) });
    const { nextActions } = stateOf(
      ...open,
      plan(401, '2026-02-01'),
      plan(402, '2026-01-20'),
      plan(403, '2026-01-15'),
      done,
    );
    expect(nextActions.map(({ id }) => id)).toEqual([testId(402), testId(401)]);
  });
});

describe('gaps', () => {
  const released = past('ReferentReleased', '2026-01-20', { assignment: ASSIGNMENT });
  const next = past('ReferentAssigned', '2026-01-25', { professional: OTHER_PROFESSIONAL, structure: STRUCTURE });

  it('are the days with no active referent, today included, the day of a release too', () => {
    expect(gaps('2026-01-10', ...open)).toEqual([]);
    expect(gaps('2026-01-22', ...open, released)).toEqual([{ from: '2026-01-20', to: '2026-01-22', days: 3 }]);
    expect(gaps('2026-03-01', ...open, released, next)).toEqual([{ from: '2026-01-20', to: '2026-01-24', days: 5 }]);
    expect(gaps('2026-01-06', past('ParcoursOpened', '2026-01-05', OPENED, OPENING))).toEqual([
      { from: '2026-01-05', to: '2026-01-06', days: 2 },
    ]);
  });

  it('end on the eve of the exit', () => {
    expect(gaps('2026-12-31', ...open, released, exited)).toEqual([{ from: '2026-01-20', to: '2026-02-28', days: 40 }]);
  });

  it('are the days between acceptance and start, where the referent transfers', () => {
    expect(gaps('2026-03-01', ...open, proposed(true), accepted, started)).toEqual([
      { from: '2026-02-10', to: '2026-02-19', days: 10 },
    ]);
    expect(gaps('2026-03-01', ...open, proposed(false), accepted, started)).toEqual([]);
    expect(gaps('2026-02-11', ...open, proposed(true), accepted)).toEqual([
      { from: '2026-02-10', to: '2026-02-11', days: 2 },
    ]);
    const lapsed = past('OrientationLapsed', '2026-02-12', { orientation, reason: 'person-did-not-come' });
    expect(gaps('2026-03-01', ...open, proposed(true), accepted, lapsed)).toEqual([
      { from: '2026-02-10', to: '2026-02-11', days: 2 },
    ]);
  });

  it('count a day once', () => {
    const later = past('ReferentReleased', '2026-02-15', { assignment: ASSIGNMENT });
    expect(gaps('2026-02-25', ...open, later, proposed(true), accepted, started)).toEqual([
      { from: '2026-02-10', to: '2026-02-25', days: 16 },
    ]);
  });
});

describe('the phase on a day', () => {
  const phase = (on: string, ...history: readonly Past<ParcoursEvent>[]) => phaseOn(recorded(history), day(on));
  const outreach = past('ParcoursOpened', '2026-01-05', { ...OPENED, entryChannel: 'outreach' }, OPENING);
  const job = past(
    'JobStarted',
    '2026-02-01',
    { contract: 'fixed-term', weeklyHours: 35, signedOn: 'unknown', expectedEnd: day('2026-03-31') },
    testId(602),
  );

  it('is none outside the parcours', () => {
    expect(phase('2026-01-04', ...open)).toBeNull();
    expect(phase('2026-02-28', ...open, exited)).toBe('support');
    expect(phase('2026-03-01', ...open, exited)).toBeNull();
  });

  it('is outreach until an assessment, a training or a job', () => {
    expect(phase('2026-01-20', outreach)).toBe('outreach');
    const assessed = past('AssessmentRecorded', '2026-01-15', { kind: 'initial', needs: [] });
    expect(phase('2026-01-14', outreach, assessed)).toBe('outreach');
    expect(phase('2026-01-15', outreach, assessed)).toBe('support');
  });

  it('is the job until its end, or 30 days beyond the expected one; a pause comes first', () => {
    expect(phase('2026-01-31', ...open, job)).toBe('support');
    expect(phase('2026-04-29', ...open, job)).toBe('in-job');
    expect(phase('2026-04-30', ...open, job)).toBe('support');
    const ended = past('JobEnded', '2026-03-01', { job: testId(602), reason: 'resigned' });
    expect(phase('2026-02-28', ...open, job, ended)).toBe('in-job');
    expect(phase('2026-03-01', ...open, job, ended)).toBe('support');
    const pause = past('PauseDeclared', '2026-02-10', { reason: 'health', until: day('2026-02-20') });
    expect(phase('2026-02-20', ...open, job, pause)).toBe('pause');
    expect(phase('2026-02-21', ...open, job, pause)).toBe('in-job');
  });

  it('can be told though an old log has days that nothing can count with', () => {
    const endless = past(
      'JobStarted',
      '2026-02-01',
      { contract: 'fixed-term', weeklyHours: 'unknown', signedOn: 'unknown', expectedEnd: day('9999-12-31') },
      testId(602),
    );
    expect(phase('2026-04-30', ...open, endless)).toBe('in-job');
    const never = past('TrainingAdmitted', '2026-01-10', { startsOn: day('9999-12-31') }, testId(500));
    expect(phase('2026-04-09', ...open, never)).toBe('waiting-start');
    expect(phase('2026-04-10', ...open, never)).toBe('support');
    const pause = past('PauseDeclared', '2026-02-10', { reason: 'health', until: day('9999-12-31') });
    expect(phase('2026-06-01', ...open, pause)).toBe('pause');
  });

  it('waits for a start until 7 days after it was due, at most 90 after the admission', () => {
    const admitted = (startsOn: string) =>
      past('TrainingAdmitted', '2026-01-10', { startsOn: day(startsOn) }, testId(500));
    expect(phase('2026-01-26', ...open, admitted('2026-01-20'))).toBe('waiting-start');
    expect(phase('2026-01-27', ...open, admitted('2026-01-20'))).toBe('support');
    expect(phase('2026-04-09', ...open, admitted('2026-09-01'))).toBe('waiting-start');
    expect(phase('2026-04-10', ...open, admitted('2026-09-01'))).toBe('support');
    const training = past('TrainingStarted', '2026-01-20', {
      admission: testId(500),
      title: 'Propreté',
      provider: { label: 'Greta' },
      qualifying: false,
      expectedEnd: day('2026-02-28'),
    });
    expect(phase('2026-01-20', ...open, admitted('2026-01-20'), training)).toBe('in-training');
    expect(phase('2026-03-29', ...open, admitted('2026-01-20'), training)).toBe('in-training');
    expect(phase('2026-03-30', ...open, admitted('2026-01-20'), training)).toBe('support');
  });
});
