import { describe, expect, it } from '@jest/globals';
import { testId } from '../../../../test/support/given.js';
import { open, OPENED, OPENING, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { met, midnights, RiskStory } from '../../../../test/support/risk/story.js';
import { civilDateOf } from '@jalons/kernel';

const CONTACT = testId(200);
const JOB = testId(201);
const TRAINING = testId(202);
const APPOINTMENT = testId(203);
const PAUSE = testId(204);
const provider = { label: 'Greta' };

const job = (on: string, expectedEnd?: string) =>
  past(
    'JobStarted',
    on,
    {
      ...{ contract: 'fixed-term', weeklyHours: 35, signedOn: civilDateOf(on) },
      ...(expectedEnd !== undefined && { expectedEnd: civilDateOf(expectedEnd) }),
    },
    JOB,
  );

describe('R1, no contact', () => {
  it('holds from midnight of the 60th day after the last contact, across the change of the clocks', () => {
    const story = new RiskStory([...open, met('2026-02-10', CONTACT)]);
    const due = midnights.of(civilDateOf('2026-04-11'));
    expect(story.at(due - 1).flags).toEqual([]);
    expect(story.at(due - 1).nextReviewAt).toBe(due);
    expect(story.at(due)).toMatchObject({
      score: 2,
      level: 'watch',
      flags: [{ instance: 'R1', anchor: CONTACT, dueOn: '2026-04-11', evidence: [CONTACT], clearedBy: ['contact'] }],
    });
  });

  it('counts from the opening while nobody met her', () => {
    const story = new RiskStory(open);
    expect(story.firstDay('R1', '2026-01-05')).toBe('2026-03-06');
    expect(story.flag('R1', '2026-03-06')).toMatchObject({ anchor: OPENING });
  });

  it('an encounter before the opening raises nothing', () => {
    const story = new RiskStory([
      past('ParcoursOpened', '2026-01-05', OPENED, OPENING),
      past('ContactAttempted', '2025-06-01', { channel: 'street', reached: 'person', priorHistory: true }),
    ]);
    expect(story.firstDay('R1', '2026-01-05')).toBe('2026-03-06');
  });

  it('neither a confirmation, nor a third party, nor a planned appointment is contact', () => {
    const story = new RiskStory([
      ...open,
      past('SituationConfirmed', '2026-02-20', {}),
      past('ContactAttempted', '2026-02-25', { channel: 'phone', reached: 'third-party' }),
      past('NextActionPlanned', '2026-02-26', {
        what: 'Relancer',
        dueOn: civilDateOf('2026-06-01'),
        who: { kind: 'person' },
      }),
    ]);
    expect(story.firstDay('R1', '2026-01-05')).toBe('2026-03-06');
  });

  it('45 days in outreach, until an assessment takes the parcours out of it', () => {
    const outreach = past('ParcoursOpened', '2026-01-05', { ...OPENED, entryChannel: 'outreach' }, OPENING);
    expect(new RiskStory([outreach]).firstDay('R1', '2026-01-05')).toBe('2026-02-19');
    const assessed = past('AssessmentRecorded', '2026-02-01', { kind: 'initial', needs: [] });
    expect(new RiskStory([outreach, assessed]).firstDay('R1', '2026-01-05')).toBe('2026-03-06');
  });

  it('90 days in a long training, and seven after it', () => {
    const training = past(
      'TrainingStarted',
      '2026-02-01',
      { title: 'CAP', provider, qualifying: true, expectedEnd: civilDateOf('2026-12-15') },
      TRAINING,
    );
    const story = new RiskStory([...open, met('2026-02-01'), training]);
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-02');
    const completed = past('TrainingCompleted', '2026-04-20', { training: TRAINING });
    const ended = new RiskStory([...open, met('2026-02-01'), training, completed]);
    expect(ended.firstDay('R1', '2026-02-01')).toBe('2026-04-27');
  });

  it('an end that nobody recorded counts until 30 days after the expected one', () => {
    const story = new RiskStory([...open, met('2026-02-01'), job('2026-02-01', '2026-03-15')]);
    // In the job until 14 April, 60 days after the contact on 2 April, seven days after the phase changed.
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-04-21');
  });

  it('a reopening leaves seven days', () => {
    const exit = testId(300);
    const story = new RiskStory([
      ...open,
      past('ParcoursExited', '2026-03-01', { reason: 'moved', proof: { kind: 'none' } }, exit),
      past('ParcoursReopened', '2026-04-20', { exit }),
    ]);
    expect(story.firstDay('R1', '2026-04-20')).toBe('2026-04-27');
  });
});

describe('a silence that is explained', () => {
  const planned = (on: string, at: string) =>
    past('AppointmentScheduled', on, { at: { on: civilDateOf(at) }, with: { structure: STRUCTURE } }, APPOINTMENT);

  it('an appointment at most 30 days after the due date mutes, until 5 working days after it', () => {
    const story = new RiskStory([...open, met('2026-02-01'), planned('2026-02-10', '2026-05-02')]);
    // Due on 2 April; 2 May is a Saturday, and 8 May a holiday: the fifth working day after it is 11 May.
    expect(story.flag('R1', '2026-04-02')).toMatchObject({
      mutedBy: { by: 'appointment', until: '2026-05-11', evidence: APPOINTMENT },
    });
    expect(story.on('2026-05-10').level).toBe('none');
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-11');
  });

  it('one day further on, it does not', () => {
    const story = new RiskStory([...open, met('2026-02-01'), planned('2026-02-10', '2026-05-03')]);
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-04-02');
  });

  it('one that was missed, cancelled or excused mutes no more', () => {
    for (const type of ['AppointmentMissed', 'AppointmentCancelled', 'AppointmentExcused'] as const) {
      const issue = past(type, '2026-04-10', { appointment: APPOINTMENT });
      const story = new RiskStory([...open, met('2026-02-01'), planned('2026-02-10', '2026-04-10'), issue]);
      expect(story.flag('R1', '2026-04-09')?.mutedBy?.by).toBe('appointment');
      expect(story.flag('R1', '2026-04-10')?.mutedBy).toBeNull();
    }
  });

  it('one that was moved counts on its new day', () => {
    const moved = past('AppointmentRescheduled', '2026-02-12', {
      appointment: APPOINTMENT,
      at: { on: civilDateOf('2026-06-01') },
    });
    const story = new RiskStory([...open, met('2026-02-01'), planned('2026-02-10', '2026-04-10'), moved]);
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-04-02');
  });

  it('a pause mutes, then leaves seven days', () => {
    const pause = past('PauseDeclared', '2026-03-20', { reason: 'health', until: civilDateOf('2026-05-20') }, PAUSE);
    const story = new RiskStory([...open, met('2026-02-01'), pause]);
    expect(story.flag('R1', '2026-04-10')).toMatchObject({ mutedBy: { by: 'pause', until: '2026-05-28' } });
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-28');
    const lifted = past('PauseLifted', '2026-04-15', { pause: PAUSE });
    expect(new RiskStory([...open, met('2026-02-01'), pause, lifted]).firstDay('R1', '2026-02-01')).toBe('2026-04-22');
  });

  it('a contract signed for next month mutes while its start is awaited', () => {
    const signed = past('JobSigned', '2026-03-20', { startsOn: civilDateOf('2026-04-20') });
    const story = new RiskStory([...open, met('2026-02-01'), signed]);
    expect(story.flag('R1', '2026-04-10')?.mutedBy).toMatchObject({ by: 'waiting-start' });
    expect(story.on('2026-04-26').level).toBe('none');
    // Seven days after its date nobody knows whether it began: R10 asks, and R1 speaks seven days later.
    expect(story.firstDay('R10', '2026-02-01')).toBe('2026-04-27');
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-04');
  });

  it('admissions put off again and again mute 90 days at most', () => {
    const admitted = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'].map((on) =>
      past('TrainingAdmitted', on, { startsOn: civilDateOf('2026-08-01') }),
    );
    const story = new RiskStory([...open, met('2026-02-01'), ...admitted]);
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-30');
  });

  it('who wants no contact is not to be chased', () => {
    const objection = { contactObjection: testId(400), profilingObjection: null, restriction: null };
    const story = new RiskStory([...open, met('2026-02-01')], { person: objection });
    expect(story.flag('R1', '2026-04-02')?.mutedBy).toEqual({
      by: 'no-contact-wanted',
      until: null,
      evidence: testId(400),
    });
    const refused = past('ContactAttempted', '2026-02-01', {
      ...{ channel: 'phone', reached: 'person', outcome: 'no-further-contact' },
    });
    expect(new RiskStory([...open, refused]).flag('R1', '2026-04-02')?.mutedBy?.by).toBe('no-contact-wanted');
  });
});

describe('contacts elsewhere', () => {
  const elsewhere = { id: testId(500), eventId: testId(501), on: civilDateOf('2026-03-15'), at: 0 };

  it('those of her other open parcours count like her own', () => {
    const story = new RiskStory([...open, met('2026-02-01')], { contactsElsewhere: [elsewhere] });
    expect(story.firstDay('R1', '2026-02-01')).toBe('2026-05-14');
    expect(story.flag('R1', '2026-05-14')).toMatchObject({ anchor: testId(500), evidence: [testId(501)] });
  });

  it('her own stays the anchor on the same day', () => {
    const story = new RiskStory([...open, met('2026-03-15', CONTACT)], { contactsElsewhere: [elsewhere] });
    expect(story.flag('R1', '2026-05-14')).toMatchObject({ anchor: CONTACT });
  });
});

describe('R1b, long silence', () => {
  it('holds after 120 days in support, and takes the place of R1 in the score', () => {
    const story = new RiskStory([...open, met('2026-02-01')]);
    expect(story.firstDay('R1b', '2026-02-01')).toBe('2026-06-01');
    expect(story.on('2026-06-01')).toMatchObject({ score: 4, level: 'at-risk' });
    expect(story.on('2026-06-01').flags.map(({ instance }) => instance)).toEqual(['R1', 'R1b']);
  });
});

describe('R9, unreachable', () => {
  const tried = (on: string, channel = 'phone', eventId?: string) =>
    past('ContactAttempted', on, { channel, reached: 'nobody' }, eventId);

  it.each([
    [
      'three attempts by two channels over 14 days',
      [tried('2026-02-02'), tried('2026-02-06', 'sms'), tried('2026-02-16')],
      true,
    ],
    ['over 13 days', [tried('2026-02-02'), tried('2026-02-06', 'sms'), tried('2026-02-15')], false],
    ['by one channel', [tried('2026-02-02'), tried('2026-02-06'), tried('2026-02-16')], false],
    ['two attempts', [tried('2026-02-02'), tried('2026-02-16', 'sms')], false],
  ])('%s: %#', (_, attempts, holds) => {
    const story = new RiskStory([...open, met('2026-02-01'), ...attempts]);
    expect(story.flag('R9', '2026-02-16') !== undefined).toBe(holds);
  });

  it('a contact ends the series, on its own day too', () => {
    const attempts = [tried('2026-02-02'), tried('2026-02-06', 'sms'), tried('2026-02-16')];
    expect(new RiskStory([...open, ...attempts, met('2026-02-16')]).flag('R9', '2026-02-16')).toBeUndefined();
    const later = [tried('2026-02-20'), tried('2026-02-21', 'sms')];
    expect(new RiskStory([...open, ...attempts, met('2026-02-16'), ...later]).flag('R9', '2026-03-01')).toBeUndefined();
  });
});

describe('R13, nobody called in the first months of a job', () => {
  it('holds 30 days after the later of its start and the last contact', () => {
    const story = new RiskStory([...open, job('2026-02-01'), met('2026-02-10', CONTACT)]);
    expect(story.firstDay('R13', '2026-02-01')).toBe('2026-03-12');
    expect(story.flag('R13', '2026-03-12')).toMatchObject({ anchor: `${JOB}:2026-02-10`, evidence: [JOB, CONTACT] });
  });

  it('until the 90th day, included', () => {
    const story = new RiskStory([...open, job('2026-02-01')]);
    expect(story.flag('R13', '2026-05-02')).toBeDefined();
    expect(story.flag('R13', '2026-05-03')).toBeUndefined();
  });

  it('while the job lasts', () => {
    const ended = past('JobEnded', '2026-03-20', { job: JOB, reason: 'term' });
    const story = new RiskStory([...open, job('2026-02-01'), ended]);
    expect(story.flag('R13', '2026-03-19')).toBeDefined();
    expect(story.flag('R13', '2026-03-20')).toBeUndefined();
  });
});
