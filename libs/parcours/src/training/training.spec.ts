import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { openThen, past } from '../../../../test/support/parcours.js';
import type { ParcoursCommand } from '../parcours.commands.js';

const day = civilDateOf;
const ADMISSION = testId(500);
const TRAINING = testId(501);
type DataOf<Name extends ParcoursCommand['type']> = Extract<ParcoursCommand, { type: Name; data: unknown }>['data'];

const START: DataOf<'StartTraining'> = {
  title: 'Agent de propreté',
  provider: { label: 'Greta' },
  qualifying: true,
  formacode: '42093',
  expectedEnd: day('2026-06-30'),
};
const start = (data: Partial<typeof START> = {}, on = '2026-03-02') =>
  ({ type: 'StartTraining', occurredOn: day(on), data: { ...START, ...data } }) as const;
const complete = (on: string) =>
  ({ type: 'CompleteTraining', occurredOn: day(on), data: { training: TRAINING } }) as const;
const abandon = (on: string, reason = 'distance') =>
  ({ type: 'AbandonTraining', occurredOn: day(on), data: { training: TRAINING, reason } }) as const;
const absence = (from: string, to?: string) =>
  ({
    type: 'ReportTrainingAbsence',
    occurredOn: day('2026-04-30'),
    data: { training: TRAINING, from: day(from), ...(to !== undefined && { to: day(to) }) },
  }) as const;

const admitted = past('TrainingAdmitted', '2026-02-10', { startsOn: day('2026-03-02') }, ADMISSION);
const started = past('TrainingStarted', '2026-03-02', START, TRAINING);
const completed = past('TrainingCompleted', '2026-04-20', { training: TRAINING });

describe('a training', () => {
  it('starts once after an admission, or without one', () => {
    openThen()
      .when(start())
      .then([{ type: 'TrainingStarted', data: START, on: '2026-03-02' }]);
    openThen(admitted)
      .when(start({ admission: ADMISSION }))
      .then([{ type: 'TrainingStarted', data: { ...START, admission: ADMISSION }, on: '2026-03-02' }]);
    openThen(admitted, past('TrainingStarted', '2026-03-02', { ...START, admission: ADMISSION }))
      .when(start({ admission: ADMISSION }, '2026-03-03'))
      .thenRefused('admission-started-twice');
    openThen(admitted)
      .when(start({ admission: ADMISSION }, '2026-02-09'))
      .thenRefused('before-what-it-follows');
  });

  it('is admitted to for a day to come', () => {
    openThen()
      .when({ type: 'AdmitToTraining', occurredOn: day('2026-02-10'), data: { startsOn: day('2027-01-04') } })
      .then([{ type: 'TrainingAdmitted', data: { startsOn: '2027-01-04' }, on: '2026-02-10' }]);
  });

  it('ends on or after its start, and has a Formacode of five digits', () => {
    openThen()
      .when(start({ expectedEnd: day('2026-03-01') }))
      .thenRefused('dates-reversed');
    openThen()
      .when(start({ formacode: '4209' }))
      .thenRefused('not-a-formacode');
    openThen()
      .when(start({ title: 'x'.repeat(201) }))
      .thenRefused('text-too-long');
  });

  it('ends in one way', () => {
    openThen(started)
      .when(complete('2026-06-30'))
      .then([{ type: 'TrainingCompleted', data: { training: TRAINING }, on: '2026-06-30' }]);
    openThen(started)
      .when(abandon('2026-05-04', 'return-to-employment'))
      .then([
        {
          type: 'TrainingAbandoned',
          data: { training: TRAINING, reason: 'return-to-employment' },
          on: '2026-05-04',
        },
      ]);
    openThen(started, completed).when(abandon('2026-05-04')).thenRefused('training-ended-twice');
    openThen(started).when(complete('2026-03-01')).thenRefused('before-what-it-follows');
    openThen(started).when(abandon('2026-05-04', 'x')).thenRefused('unknown-code');
    openThen(admitted)
      .when({ ...complete('2026-05-04'), data: { training: ADMISSION } })
      .thenRefused('wrong-reference');
  });
});

describe('an absence from training', () => {
  it('lies inside the training, with or without an end', () => {
    for (const reported of [absence('2026-03-02', '2026-03-02'), absence('2026-04-20')]) {
      openThen(started, completed)
        .when(reported)
        .then([{ type: 'TrainingAbsenceReported', data: reported.data, on: '2026-04-30' }]);
    }
    openThen(started).when(absence('2026-03-01')).thenRefused('absence-outside-training');
    openThen(started, completed).when(absence('2026-04-21')).thenRefused('absence-outside-training');
    openThen(started).when(absence('2026-04-21', '2026-04-20')).thenRefused('dates-reversed');
  });

  it('keeps a completion from being told too early', () => {
    openThen(started, past('TrainingAbsenceReported', '2026-05-04', { training: TRAINING, from: day('2026-05-04') }))
      .when(complete('2026-05-03'))
      .thenRefused('absence-outside-training');
  });
});
