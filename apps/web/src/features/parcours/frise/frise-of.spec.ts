import { describe, expect, it } from '@jest/globals';
import type { Entry, Gap } from '../../../api/contract.js';
import { storyOf } from '../story/story.js';
import { friseOf } from './frise-of.js';
import type { AnyMark, Described } from './marks.js';

const NAMES: Readonly<Record<string, string>> = {
  ar: 'Association Reflets',
  ml: 'Mission locale',
  gr: 'GRETA Midi-Pyrénées',
  plie: 'PLIE',
};
const TODAY = '2026-11-23';
const entry = (
  eventId: string,
  type: string,
  occurredOn: string,
  data = {},
  structure = 'ml',
  voided = false,
): Entry => ({
  eventId,
  type,
  occurredOn,
  recordedOn: occurredOn,
  structure: { id: structure, name: NAMES[structure] ?? structure },
  time: null,
  actor: null,
  data,
  hidden: [],
  voided,
  corrects: null,
});
const opened = entry('o', 'ParcoursOpened', '2025-09-20', { structure: 'ar' }, 'ar');
const drawn = (entries: readonly Entry[], more: Partial<Described> = {}) =>
  friseOf({
    story: storyOf(entries),
    entries,
    gaps: [] as Gap[],
    openedOn: opened.occurredOn,
    referent: null,
    glossary: { label: () => undefined, name: (id) => NAMES[id ?? ''], today: TODAY },
    showVoided: false,
    ...more,
  });
const of = <Type extends AnyMark['type']>(entries: readonly Entry[], type: Type, more: Partial<Described> = {}) =>
  drawn(entries, more).marks.filter((mark): mark is Extract<AnyMark, { type: Type }> => mark.type === type);

describe('the lanes of a frise', () => {
  it('stand in order of entry, the referent’s marked, an employer and a training body among them', () => {
    const { lanes } = drawn(
      [
        opened,
        entry('j', 'JobStarted', '2026-09-15', { employer: { label: 'Crèche Les Pradettes' } }),
        entry('s', 'StructureJoined', '2025-11-16', { structure: 'ml', role: 'accompagnement' }),
        entry('t', 'TrainingStarted', '2026-03-16', { provider: { label: 'AFPA' } }),
      ],
      { referent: { name: 'N. Ferrer', structure: 'ml' } },
    );
    expect(lanes.map(({ name, role, referent }) => [name, role, referent])).toEqual([
      ['Association Reflets', 'accompagnement', false],
      ['Mission locale', 'référent : N. Ferrer', true],
      ['AFPA', 'formation', false],
      ['Crèche Les Pradettes', 'employeur', false],
    ]);
  });

  it('are one for a training body that is a structure of the parcours', () => {
    const { lanes } = drawn([
      opened,
      entry('p', 'OrientationProposed', '2026-02-05', { toStructure: 'gr' }, 'ar'),
      entry('q', 'OrientationStarted', '2026-03-16', { orientation: 'p' }, 'gr'),
      entry('t', 'TrainingStarted', '2026-03-16', { provider: { label: 'Greta Midi-Pyrenees' } }, 'gr'),
    ]);
    expect(lanes.map(({ name, role }) => [name, role])).toEqual([
      ['Association Reflets', 'accompagnement'],
      ['GRETA Midi-Pyrénées', 'formation'],
    ]);
  });

  it('grow by a row where two things of one lane go on at the same time', () => {
    const { lanes } = drawn([
      opened,
      entry('a', 'TrainingStarted', '2026-01-01', { provider: { label: 'AFPA' }, expectedEnd: '2026-03-01' }),
      entry('a2', 'TrainingCompleted', '2026-03-01', { training: 'a' }),
      entry('b', 'TrainingStarted', '2026-02-01', { provider: { label: 'AFPA' }, expectedEnd: '2026-06-01' }),
      entry('c', 'TrainingStarted', '2026-03-01', { provider: { label: 'AFPA' }, expectedEnd: '2026-04-01' }),
    ]);
    expect(lanes.map(({ rows }) => rows)).toEqual([1, 2]);
  });
});

describe('spans', () => {
  const training = (expectedEnd?: string) =>
    of(
      [opened, entry('t', 'TrainingStarted', '2026-10-01', { title: 'CAP', ...(expectedEnd && { expectedEnd }) })],
      'span',
    )
      .filter(({ kind }) => kind === 'training')
      .map(({ to, after }) => [to, after]);

  it('are solid until today, then an outline to the day expected', () => {
    expect(training('2027-01-31')).toEqual([[TODAY, { dashedTo: '2027-01-31' }]]);
  });

  it('fade where the end is not known, or is behind and nobody said how it went', () => {
    expect(training()).toEqual([[TODAY, 'fade']]);
    expect(training('2026-11-01')).toEqual([['2026-11-01', 'fade']]);
  });

  it('stop at the exit', () => {
    const [support] = of([opened, entry('x', 'ParcoursExited', '2026-10-30', { reason: 'moved' })], 'span');
    expect([support?.to, support?.after]).toEqual(['2026-10-30', 'nothing']);
  });

  it('say themselves in a sentence', () => {
    expect(of([opened], 'span')[0]?.name).toBe('Accompagnement, Association Reflets, depuis le 20 septembre 2025');
  });
});

describe('points and flags', () => {
  it('tell reached, attempted, missed and planned apart', () => {
    const points = of(
      [
        opened,
        entry('a', 'ContactAttempted', '2026-01-01', { channel: 'phone', reached: 'person' }, 'ar'),
        entry('b', 'ContactAttempted', '2026-01-02', { channel: 'phone', reached: 'third-party' }, 'ar'),
        entry('c', 'AppointmentScheduled', '2026-01-03', { at: { on: '2026-01-10' } }, 'ar'),
        entry('d', 'AppointmentMissed', '2026-01-10', { appointment: 'c' }, 'ar'),
        entry('e', 'AppointmentScheduled', '2026-11-20', { at: { on: '2026-12-04' } }, 'ar'),
      ],
      'point',
    );
    expect(points.map(({ kind, on }) => [kind, on])).toEqual([
      ['reached', '2026-01-01'],
      ['attempted', '2026-01-02'],
      ['missed', '2026-01-10'],
      ['planned', '2026-12-04'],
    ]);
    expect(points[0]?.name).toBe('Contact par téléphone, le 1er janvier 2026, Association Reflets');
  });

  it('leave voided entries out unless asked', () => {
    const entries = [opened, entry('v', 'ContactAttempted', '2026-01-01', { reached: 'person' }, 'ar', true)];
    expect(of(entries, 'point')).toEqual([]);
    expect(of(entries, 'point', { showVoided: true }).map(({ kind }) => kind)).toEqual(['voided']);
  });

  it('raise a flag for each milestone', () => {
    const flags = of(
      [
        opened,
        entry('t', 'TrainingStarted', '2026-03-16', { title: 'CAP', provider: { label: 'AFPA' } }),
        entry('u', 'TrainingCompleted', '2026-07-10', { training: 't' }),
        entry('j', 'JobStarted', '2026-09-15', {}),
        entry('x', 'ParcoursExited', '2026-10-30', {}, 'ar'),
      ],
      'flag',
    );
    expect(flags.map(({ name }) => name)).toEqual([
      'Formation commencée CAP, le 16 mars 2026',
      'Formation terminée CAP, le 10 juillet 2026',
      'Emploi commencé, le 15 septembre 2026',
      'Sortie du parcours, le 30 octobre 2026',
    ]);
  });
});

describe('orientations and gaps', () => {
  const proposed = entry('p', 'OrientationProposed', '2025-10-20', { toStructure: 'ml' }, 'ar');

  it('an orientation is an arrow from lane to lane with the days it took', () => {
    const [arrow] = of(
      [opened, proposed, entry('s', 'OrientationStarted', '2025-11-16', { orientation: 'p' })],
      'arrow',
    );
    expect(arrow).toMatchObject({ from: 0, to: 1, on: '2025-10-20', end: '2025-11-16', state: 'started', days: 27 });
    expect(arrow?.name).toBe(
      'Orientation vers Mission locale, proposée par Association Reflets, commencée en 27 jours',
    );
  });

  it('one that waits ends in the air, today', () => {
    expect(of([opened, proposed], 'arrow')[0]).toMatchObject({ to: null, end: TODAY, state: 'waiting', days: 399 });
  });

  it('one that came to nothing ends in the air, that day', () => {
    const declined = entry('d', 'OrientationDeclined', '2025-10-25', { orientation: 'p', by: 'person' });
    expect(of([opened, proposed, declined], 'arrow')[0]).toMatchObject({
      to: null,
      end: '2025-10-25',
      state: 'ended',
      days: 5,
    });
  });

  it('days without a referent are a band, up to today while there is none', () => {
    const gaps = [
      { from: '2025-10-28', to: '2025-11-16', days: 19 },
      { from: '2026-11-01', to: null, days: 22 },
    ];
    expect(of([opened], 'band', { gaps }).map(({ from, to, days }) => [from, to, days])).toEqual([
      ['2025-10-28', '2025-11-16', 19],
      ['2026-11-01', TODAY, 22],
    ]);
  });
});

describe('the whole', () => {
  it('shows no less than six weeks or so, however short the parcours', () => {
    const entries = [entry('o', 'ParcoursOpened', '2026-11-12', { structure: 'ml' })];
    const { from, to } = drawn(entries, { openedOn: '2026-11-12' });
    expect([from, to]).toEqual(['2026-10-26', '2026-12-10']);
  });

  it('reads in order of time', () => {
    const days = drawn([
      opened,
      entry('b', 'ContactAttempted', '2026-01-02'),
      entry('a', 'ContactAttempted', '2025-12-01'),
    ]).marks.map((mark) => ('on' in mark ? mark.on : mark.from));
    expect(days).toEqual(days.toSorted());
  });
});
