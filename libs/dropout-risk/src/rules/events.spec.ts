import { describe, expect, it } from '@jest/globals';
import { testId } from '../../../../test/support/given.js';
import { open, past, STRUCTURE, type past as Past } from '../../../../test/support/parcours.js';
import { met, RiskStory } from '../../../../test/support/risk/story.js';
import { civilDateOf } from '@jalons/kernel';

type Entry = ReturnType<typeof Past>;

/** An appointment made a week before, and what became of it. */
function meeting(n: number, on: string, issue: 'Missed' | 'Honoured' | 'Excused' | 'Cancelled'): readonly Entry[] {
  const appointment = testId(300 + n);
  return [
    past(
      'AppointmentScheduled',
      '2026-01-10',
      { at: { on: civilDateOf(on) }, with: { structure: STRUCTURE } },
      appointment,
    ),
    past(`Appointment${issue}`, on, { appointment }, testId(400 + n)),
  ];
}

describe('R4, missed appointments', () => {
  it.each([
    ['two in a row', [...meeting(1, '2026-02-01', 'Missed'), ...meeting(2, '2026-06-01', 'Missed')], [401, 402]],
    ['one alone', meeting(1, '2026-02-01', 'Missed'), null],
    [
      'two within 60 days, one kept between',
      [
        ...meeting(1, '2026-02-01', 'Missed'),
        ...meeting(2, '2026-03-01', 'Honoured'),
        ...meeting(3, '2026-04-02', 'Missed'),
      ],
      [401, 403],
    ],
    [
      'two within 61 days, one kept between',
      [
        ...meeting(1, '2026-02-01', 'Missed'),
        ...meeting(2, '2026-03-01', 'Honoured'),
        ...meeting(3, '2026-04-03', 'Missed'),
      ],
      null,
    ],
    [
      'an excused one counts neither for nor against',
      [
        ...meeting(1, '2026-02-01', 'Missed'),
        ...meeting(2, '2026-03-01', 'Excused'),
        ...meeting(3, '2026-06-01', 'Missed'),
      ],
      [401, 403],
    ],
    [
      'one missed and one excused',
      [...meeting(1, '2026-02-01', 'Missed'), ...meeting(2, '2026-02-10', 'Excused')],
      null,
    ],
    ['one that we cancelled', [...meeting(1, '2026-02-01', 'Missed'), ...meeting(2, '2026-02-10', 'Cancelled')], null],
    [
      'a contact since',
      [...meeting(1, '2026-02-01', 'Missed'), ...meeting(2, '2026-02-10', 'Missed'), met('2026-02-12')],
      null,
    ],
  ])('%s', (_, history, evidence) => {
    const story = new RiskStory([...open, ...history]);
    expect(story.flag('R4', '2026-06-15')?.evidence ?? null).toEqual(evidence?.map((n) => testId(n)) ?? null);
  });

  it('a call between two missed appointments does not part them', () => {
    const story = new RiskStory([
      ...open,
      ...meeting(1, '2026-02-01', 'Missed'),
      met('2026-02-03', testId(500)),
      ...meeting(2, '2026-02-10', 'Missed'),
    ]);
    expect(story.flag('R4', '2026-02-10')).toMatchObject({ anchor: testId(500), weight: 4, group: null });
  });
});

describe('R11, a worry', () => {
  const raised = past('ConcernRaised', '2026-02-01', { note: 'Ne répond plus comme avant' }, testId(200));
  const exit = past('ParcoursExited', '2026-03-20', { reason: 'abandonment', proof: { kind: 'none' } });

  it('until it is lifted; the exit does not end it', () => {
    const lifted = past('ConcernLifted', '2026-02-10', { concern: testId(200) });
    expect(new RiskStory([...open, raised]).on('2026-02-01')).toMatchObject({ level: 'at-risk', score: 4 });
    expect(new RiskStory([...open, raised, lifted]).on('2026-02-10').flags).toEqual([]);
    const after = new RiskStory([...open, raised, exit]).on('2026-12-01');
    expect(after).toMatchObject({
      level: 'at-risk',
      flags: [{ instance: 'R11', anchor: testId(200) }],
      nextReviewAt: null,
    });
  });

  it('goes on as a plain message where the person objected to profiling', () => {
    const person = { contactObjection: null, profilingObjection: testId(600), restriction: null };
    expect(new RiskStory([...open, raised], { person }).on('2026-12-01')).toEqual({
      ruleSet: { id: 'default', version: 1 },
      ...{ score: 0, level: 'none', flags: [], nextReviewAt: null },
      messages: [{ kind: 'concern', since: '2026-02-01', evidence: testId(200) }],
      stoppedBy: { by: 'objection', evidence: testId(600) },
    });
  });

  it('a restriction stops everything too', () => {
    const person = { contactObjection: null, profilingObjection: null, restriction: testId(601) };
    expect(new RiskStory(open, { person }).on('2026-12-01')).toMatchObject({
      flags: [],
      stoppedBy: { by: 'restriction' },
    });
  });
});

describe('R12, a blocking barrier', () => {
  const barrierId = testId(700);
  const barrier = (blocking: boolean) =>
    past('BarrierIdentified', '2026-02-01', { barrierId, theme: 'mobilite', blocking }, testId(200));

  it('45 days without an action on it', () => {
    const story = new RiskStory([...open, barrier(true)]);
    expect(story.firstDay('R12', '2026-02-01')).toBe('2026-03-18');
    expect(story.flag('R12', '2026-03-18')).toMatchObject({ anchor: testId(200), clearedBy: ['barrier-addressed'] });
  });

  it('not where it does not block, where it was lifted, or where an action works on it', () => {
    const lifted = past('BarrierLifted', '2026-02-20', { barrier: testId(200) });
    const action = past('ActionStarted', '2026-02-20', { kind: 'barrier-support', barrierId });
    for (const history of [[barrier(false)], [barrier(true), lifted], [barrier(true), action]]) {
      expect(new RiskStory([...open, ...history]).firstDay('R12', '2026-02-20')).toBeNull();
    }
  });
});

describe('an exit', () => {
  it('ends every rule but R11', () => {
    const exit = past('ParcoursExited', '2026-09-01', { reason: 'moved', proof: { kind: 'none' } });
    const story = new RiskStory([
      ...open,
      ...meeting(1, '2026-02-01', 'Missed'),
      ...meeting(2, '2026-02-10', 'Missed'),
      exit,
    ]);
    expect(story.on('2026-08-31')).toMatchObject({ level: 'critical', score: 8 });
    expect(story.on('2026-09-01')).toMatchObject({ level: 'none', flags: [], nextReviewAt: null });
  });
});
