import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  open,
  OPENING,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import { COLLEAGUES, RiskStory } from '../../../../test/support/risk/story.js';

const ORIENTATION = testId(200);
const ACCEPTANCE = testId(201);
const orientation = ORIENTATION;

const proposed = (on: string, more = {}) =>
  past(
    'OrientationProposed',
    on,
    {
      ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
      ...{ personAgreed: true, transfersReferent: true, sheet: { summary: 'Permis' }, ...more },
    },
    ORIENTATION,
  );
const accepted = past('OrientationAccepted', '2026-02-10', { orientation }, ACCEPTANCE);

describe('R2, accepted and not started', () => {
  it('holds 30 days after the acceptance, for the receiver first', () => {
    const story = new RiskStory([...open, proposed('2026-02-01'), accepted]);
    expect(story.firstDay('R2', '2026-02-01')).toBe('2026-03-12');
    expect(story.flag('R2', '2026-03-12')).toMatchObject({
      ...{ anchor: ORIENTATION, evidence: [ORIENTATION, ACCEPTANCE], structure: OTHER_STRUCTURE },
      ...{ clearedBy: ['orientation-started'], weight: 4 },
    });
  });

  it.each([
    ['a start', past('OrientationStarted', '2026-03-20', { orientation })],
    ['a lapse', past('OrientationLapsed', '2026-03-20', { orientation, reason: 'person-did-not-come' })],
    ['a withdrawal', past('OrientationWithdrawn', '2026-03-20', { orientation })],
  ])('%s clears it', (_, event) => {
    const story = new RiskStory([...open, proposed('2026-02-01'), accepted, event]);
    expect(story.flag('R2', '2026-03-19')).toBeDefined();
    expect(story.flag('R2', '2026-03-20')).toBeUndefined();
  });

  it('a pause mutes it, an appointment or a wish for no contact does not', () => {
    const pause = past('PauseDeclared', '2026-03-01', { reason: 'health', until: civilDateOf('2026-04-01') });
    const story = new RiskStory([...open, proposed('2026-02-01'), accepted, pause]);
    expect(story.firstDay('R2', '2026-02-01')).toBe('2026-04-02');
    const wish = { contactObjection: testId(400), profilingObjection: null, restriction: null };
    const quiet = new RiskStory([...open, proposed('2026-02-01'), accepted], { person: wish });
    expect(quiet.flag('R2', '2026-03-12')?.mutedBy).toBeNull();
  });
});

describe('R3, no answer', () => {
  it.each([
    ['2026-02-02', '2026-02-16'],
    ['2026-04-24', '2026-05-12'],
    ['2026-12-18', '2027-01-05'],
  ])('proposed on %s, it holds from %s: working days, over holidays', (on, due) => {
    const story = new RiskStory([...open, proposed(on)]);
    expect(story.firstDay('R3', on)).toBe(due);
  });

  it('any answer clears it', () => {
    for (const answer of [
      past('OrientationAccepted', '2026-02-20', { orientation }),
      past('OrientationDeclined', '2026-02-20', { orientation, by: 'structure', reason: 'other' }),
    ]) {
      const story = new RiskStory([...open, proposed('2026-02-02'), answer]);
      expect(story.flag('R3', '2026-02-19')).toMatchObject({ structure: OTHER_STRUCTURE, group: 'H' });
      expect(story.flag('R3', '2026-02-20')).toBeUndefined();
    }
  });
});

describe('R8, nobody answers for the parcours', () => {
  const [opening] = open as [(typeof open)[number]];
  const released = past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT });
  const day = civilDateOf;
  const mandate = (from: string, until: string | null) => ({
    ...{ id: testId(70), structure: STRUCTURE, from: day(from), until: until === null ? null : day(until) },
  });
  const away = (from: string, until: string, deputy = OTHER_PROFESSIONAL) => ({
    ...{ id: testId(71), from: day(from), until: day(until), deputy },
  });
  const colleague = COLLEAGUES.get(OTHER_PROFESSIONAL)!;

  it('without a referent from the opening, or since a release, for seven days', () => {
    expect(new RiskStory([opening]).firstDay('R8', '2026-01-05')).toBe('2026-01-12');
    expect(new RiskStory([opening]).flag('R8', '2026-01-12')).toMatchObject({
      anchor: '2026-01-05',
      evidence: [OPENING],
    });
    const story = new RiskStory([...open, released]);
    expect(story.firstDay('R8', '2026-02-20')).toBe('2026-03-08');
    expect(story.flag('R8', '2026-03-08')).toMatchObject({ anchor: '2026-03-01', structure: STRUCTURE });
  });

  it('an end of the mandate counts seven days, one that is to come as well', () => {
    const story = new RiskStory(open, {
      professionals: new Map([[REFERENT, { mandates: [mandate('2020-01-01', '2026-06-01')], absences: [] }]]),
    });
    expect(story.firstDay('R8', '2026-01-05')).toBe('2026-06-08');
    expect(story.flag('R8', '2026-06-08')).toMatchObject({ anchor: '2026-06-01' });
  });

  it('a mandate that follows at once leaves no gap', () => {
    const story = new RiskStory(open, {
      professionals: new Map([
        [REFERENT, { mandates: [mandate('2026-06-01', null), mandate('2020-01-01', '2026-06-01')], absences: [] }],
      ]),
    });
    expect(story.firstDay('R8', '2026-01-05')).toBeNull();
  });

  it('an absence counts 21 days, unless a deputy of the structure is there', () => {
    const absent = { mandates: [mandate('2020-01-01', null)], absences: [away('2026-06-01', '2026-07-15')] };
    const deputised = new RiskStory(open, {
      professionals: new Map([
        [REFERENT, absent],
        [OTHER_PROFESSIONAL, colleague],
      ]),
    });
    expect(deputised.firstDay('R8', '2026-01-05')).toBeNull();
    const alone = new RiskStory(open, { professionals: new Map([[REFERENT, absent]]) });
    expect(alone.firstDay('R8', '2026-01-05')).toBe('2026-06-22');
    expect(alone.flag('R8', '2026-07-14')).toBeDefined();
    expect(alone.flag('R8', '2026-07-15')).toBeUndefined();
  });

  it('from the day on which the deputy is away too', () => {
    const absent = { mandates: [mandate('2020-01-01', null)], absences: [away('2026-06-01', '2026-08-15')] };
    const deputy = { ...colleague, absences: [away('2026-06-20', '2026-09-01', REFERENT)] };
    const story = new RiskStory(open, {
      professionals: new Map([
        [REFERENT, absent],
        [OTHER_PROFESSIONAL, deputy],
      ]),
    });
    expect(story.firstDay('R8', '2026-01-05')).toBe('2026-07-11');
    expect(story.flag('R8', '2026-07-11')).toMatchObject({ anchor: '2026-06-20' });
  });
});
