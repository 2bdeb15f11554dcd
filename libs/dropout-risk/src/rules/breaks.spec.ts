import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { open, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { jobBegun, met, RiskStory, trainingBegun } from '../../../../test/support/risk/story.js';

const TRAINING = testId(200);
const ABANDON = testId(201);
const JOB = testId(202);
const ADMISSION = testId(203);
const ACTION = testId(204);
const ABSENCE = testId(205);
const day = civilDateOf;
const training = trainingBegun(TRAINING);
const job = jobBegun(JOB);
const another = past('JobStarted', '2026-03-20', { contract: 'permanent', weeklyHours: 35, signedOn: 'unknown' });
const abandoned = (reason: string) => past('TrainingAbandoned', '2026-03-10', { training: TRAINING, reason }, ABANDON);
const jobEnded = (
  reason: 'term' | 'resigned' | 'other' | 'left-for-another-job' | 'trial-broken-by-employee',
  on = '2026-03-10',
) => past('JobEnded', on, { job: JOB, reason });

describe('R5, training abandoned', () => {
  it('at once, whatever the pause or the wish for no contact', () => {
    const pause = past('PauseDeclared', '2026-03-01', { reason: 'health', until: day('2026-05-01') });
    const story = new RiskStory([...open, training, pause, abandoned('financial')], {
      person: { contactObjection: testId(400), profilingObjection: null, restriction: null },
    });
    expect(story.flag('R5', '2026-03-09')).toBeUndefined();
    expect(story.flag('R5', '2026-03-10')).toMatchObject({
      ...{
        variant: 'abandoned',
        anchor: TRAINING,
        evidence: [TRAINING, ABANDON],
        mutedBy: null,
        clearedBy: ['new-step'],
      },
    });
  });

  it('not for a return to employment; R7 asks what came next 30 days later', () => {
    const story = new RiskStory([...open, met('2026-03-10'), training, abandoned('return-to-employment')]);
    expect(story.flag('R5', '2026-03-10')).toBeUndefined();
    expect(story.firstDay('R7', '2026-03-10')).toBe('2026-04-09');
    const hired = new RiskStory([...open, training, abandoned('return-to-employment'), another]);
    expect(hired.firstDay('R7', '2026-03-20')).toBeNull();
  });

  it('a new start clears it; an admission ends it only while the start is awaited', () => {
    const story = new RiskStory([...open, training, abandoned('distance'), another]);
    expect(story.flag('R5', '2026-03-19')).toBeDefined();
    expect(story.flag('R5', '2026-03-20')).toBeUndefined();
    const admitted = past('TrainingAdmitted', '2026-03-20', { startsOn: day('2026-04-10') }, ADMISSION);
    const waiting = new RiskStory([...open, training, abandoned('distance'), met('2026-03-20'), admitted]);
    expect(waiting.on('2026-04-16').flags.map(({ instance }) => instance)).toEqual([]);
    expect(waiting.on('2026-04-17').flags.map(({ instance }) => instance)).toEqual(['R5', 'R10']);
    expect(waiting.on('2026-04-17').score).toBe(4);
  });
});

describe('R5, absence', () => {
  const absent = (from: string, to?: string, eventId?: string) =>
    past('TrainingAbsenceReported', from, { training: TRAINING, from: day(from), ...(to && { to: day(to) }) }, eventId);

  it('10 working days from the first one, holidays apart', () => {
    const story = new RiskStory([...open, training, absent('2026-04-27', undefined, ABSENCE)]);
    // 1 and 8 May are no working days.
    expect(story.firstDay('R5', '2026-04-27')).toBe('2026-05-13');
    expect(story.flag('R5', '2026-05-13')).toMatchObject({
      variant: 'absence',
      anchor: ABSENCE,
      clearedBy: ['back-in-training'],
    });
  });

  it('ends on the first day back', () => {
    const story = new RiskStory([...open, training, absent('2026-03-02', '2026-03-20')]);
    expect(story.firstDay('R5', '2026-03-02')).toBe('2026-03-16');
    expect(story.flag('R5', '2026-03-20')).toBeDefined();
    expect(story.flag('R5', '2026-03-21')).toBeUndefined();
  });

  it('weeks reported one by one are one absence, with a working day between them they are two', () => {
    const weeks = [
      absent('2026-03-02', '2026-03-06', ABSENCE),
      absent('2026-03-09', '2026-03-13'),
      absent('2026-03-16', '2026-03-20'),
    ];
    const story = new RiskStory([...open, training, ...weeks]);
    // The third report comes on 16 March, when the second one is over.
    expect(story.flag('R5', '2026-03-16')).toMatchObject({ anchor: ABSENCE, dueOn: '2026-03-16' });
    const apart = [
      absent('2026-03-02', '2026-03-06'),
      absent('2026-03-10', '2026-03-13'),
      absent('2026-03-16', '2026-03-20'),
    ];
    expect(new RiskStory([...open, training, ...apart]).firstDay('R5', '2026-03-02')).toBeNull();
  });

  it('a pause mutes it', () => {
    const pause = past('PauseDeclared', '2026-03-10', { reason: 'health', until: day('2026-03-25') });
    const story = new RiskStory([...open, training, absent('2026-03-02'), pause]);
    expect(story.flag('R5', '2026-03-16')?.mutedBy?.by).toBe('pause');
    expect(story.firstDay('R5', '2026-03-02')).toBe('2026-03-26');
  });
});

describe('R6, job broken early', () => {
  it.each([
    ['resigned before its term', jobEnded('resigned'), true],
    ['broken in trial', jobEnded('trial-broken-by-employee'), true],
    ['ended otherwise, before its term', jobEnded('other'), true],
    ['resigned on its last day', jobEnded('resigned', '2026-06-30'), false],
    ['at its term', jobEnded('term'), false],
    ['left for another job', jobEnded('left-for-another-job'), false],
  ])('%s: %#', (_, end, early) => {
    const story = new RiskStory([...open, job, end]);
    expect(story.firstDay('R6', end.on)).toBe(early ? '2026-03-25' : null);
  });

  it('a new step, or another job under way, takes it away', () => {
    expect(new RiskStory([...open, job, jobEnded('resigned'), another]).firstDay('R6', '2026-03-10')).toBeNull();
    const beside = past('JobStarted', '2026-03-01', { contract: 'permanent', weeklyHours: 10, signedOn: 'unknown' });
    expect(new RiskStory([...open, job, beside, jobEnded('resigned')]).firstDay('R6', '2026-03-10')).toBeNull();
  });

  it('a contract signed for next month ends it while it is awaited', () => {
    const signed = past('JobSigned', '2026-03-20', { startsOn: day('2026-04-20') });
    const story = new RiskStory([...open, job, jobEnded('resigned'), signed]);
    expect(story.firstDay('R6', '2026-03-10')).toBe('2026-04-27');
  });
});

describe('R7, nothing came next', () => {
  const action = past('ActionStarted', '2026-02-01', { kind: 'workshop' }, ACTION);
  const ended = past('ActionEnded', '2026-02-20', { action: ACTION, outcome: 'completed' });

  it('30 days after the last step ended', () => {
    const story = new RiskStory([...open, action, ended]);
    expect(story.firstDay('R7', '2026-02-01')).toBe('2026-03-22');
    expect(story.flag('R7', '2026-03-22')).toMatchObject({ anchor: ACTION, weight: 1, group: 'B' });
  });

  it('an admission, a signature or what goes on past it takes it away', () => {
    const going = past('ActionStarted', '2026-02-10', { kind: 'coaching' });
    for (const next of [
      past('TrainingAdmitted', '2026-02-25', { startsOn: day('2026-03-01') }),
      past('JobSigned', '2026-02-25', { startsOn: day('2026-03-01') }),
    ]) {
      expect(new RiskStory([...open, action, ended, next]).firstDay('R7', '2026-02-25')).toBeNull();
    }
    expect(new RiskStory([...open, action, going, ended]).firstDay('R7', '2026-02-20')).toBeNull();
  });

  it('leaves to R5 and R6 what they cover', () => {
    expect(new RiskStory([...open, training, abandoned('financial')]).firstDay('R7', '2026-03-10')).toBeNull();
    expect(new RiskStory([...open, job, jobEnded('resigned')]).firstDay('R7', '2026-03-10')).toBeNull();
    expect(new RiskStory([...open, job, jobEnded('left-for-another-job')]).firstDay('R7', '2026-03-10')).toBe(
      '2026-04-09',
    );
  });

  it('an appointment at hand mutes it', () => {
    const planned = past('AppointmentScheduled', '2026-03-01', {
      at: { on: day('2026-04-01') },
      with: { structure: STRUCTURE },
    });
    const story = new RiskStory([...open, action, ended, planned]);
    expect(story.flag('R7', '2026-03-22')?.mutedBy?.by).toBe('appointment');
  });
});

describe('R10, did it begin?', () => {
  const admitted = past('TrainingAdmitted', '2026-02-10', { startsOn: day('2026-03-15') }, ADMISSION);
  const started = (data: object) =>
    past('TrainingStarted', '2026-03-15', {
      ...{ title: 'CAP', provider: { label: 'Greta' }, qualifying: true, expectedEnd: day('2026-12-15') },
      ...data,
    });

  it('seven days after it was due', () => {
    const story = new RiskStory([...open, admitted]);
    expect(story.firstDay('R10', '2026-02-10')).toBe('2026-03-22');
    expect(story.flag('R10', '2026-03-22')).toMatchObject({
      anchor: ADMISSION,
      weight: 2,
      clearedBy: ['announced-started'],
    });
  });

  it('a start clears it, whether it names the admission or none', () => {
    for (const start of [started({ admission: ADMISSION }), started({})]) {
      expect(new RiskStory([...open, admitted, start]).firstDay('R10', '2026-03-15')).toBeNull();
    }
  });

  it('the start of another admission does not', () => {
    const other = past('TrainingAdmitted', '2026-02-12', { startsOn: day('2026-03-15') }, testId(300));
    const story = new RiskStory([...open, admitted, other, started({ admission: testId(300) })]);
    expect(story.flag('R10', '2026-03-22')).toMatchObject({ anchor: ADMISSION });
  });
});
