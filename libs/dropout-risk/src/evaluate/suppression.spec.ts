import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { open, OTHER_STRUCTURE, past, STRUCTURE, type past as Past } from '../../../../test/support/parcours.js';
import { DEFAULT_RULES, jobBegun, met, RiskStory, trainingBegun } from '../../../../test/support/risk/story.js';

type Entry = ReturnType<typeof Past>;

const day = civilDateOf;
const [APPOINTMENT, TRAINING, JOB, ORIENTATION] = [testId(301), testId(302), testId(303), testId(304)] as const;
const planned = (on: string, at: string, id = APPOINTMENT) =>
  past('AppointmentScheduled', on, { at: { on: day(at) }, with: { structure: STRUCTURE } }, id);
const missed = (n: number, on: string) => [
  planned('2026-01-10', on, testId(310 + n)),
  past('AppointmentMissed', on, { appointment: testId(310 + n) }),
];
const tried = (on: string, channel = 'phone') => past('ContactAttempted', on, { channel, reached: 'nobody' });
const training = trainingBegun(TRAINING);
const job = jobBegun(JOB);
const proposed = past(
  'OrientationProposed',
  '2026-02-02',
  {
    ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: true, sheet: { summary: 'Permis' } },
  },
  ORIENTATION,
);
const accepted = past('OrientationAccepted', '2026-02-10', { orientation: ORIENTATION });
const [opening] = open as [(typeof open)[number]];

/** A history in which each rule holds on a day, shortly after it was due. */
const HELD: Readonly<Record<string, { readonly history: readonly Entry[]; readonly on: string }>> = {
  R1: { history: [...open, met('2026-02-01')], on: '2026-04-07' },
  R1b: { history: [...open, met('2026-02-01')], on: '2026-06-06' },
  R2: { history: [...open, proposed, accepted], on: '2026-03-17' },
  R3: { history: [...open, proposed], on: '2026-02-20' },
  R8: { history: [opening], on: '2026-01-17' },
  R4: { history: [...open, ...missed(1, '2026-02-01'), ...missed(2, '2026-02-10')], on: '2026-02-13' },
  R9: { history: [...open, tried('2026-02-02'), tried('2026-02-06', 'sms'), tried('2026-02-16')], on: '2026-02-19' },
  'R5/abandoned': {
    history: [...open, training, past('TrainingAbandoned', '2026-03-10', { training: TRAINING, reason: 'financial' })],
    on: '2026-03-13',
  },
  'R5/absence': {
    history: [
      ...open,
      training,
      past('TrainingAbsenceReported', '2026-03-02', { training: TRAINING, from: day('2026-03-02') }),
    ],
    on: '2026-03-18',
  },
  R6: { history: [...open, job, past('JobEnded', '2026-03-10', { job: JOB, reason: 'resigned' })], on: '2026-03-27' },
  R7: {
    history: [...open, training, past('TrainingCompleted', '2026-03-10', { training: TRAINING })],
    on: '2026-04-11',
  },
  R10: {
    history: [...open, past('TrainingAdmitted', '2026-02-10', { startsOn: day('2026-03-15') })],
    on: '2026-03-24',
  },
  R12: {
    history: [
      ...open,
      past('BarrierIdentified', '2026-02-01', { barrierId: testId(700), theme: 'mobilite', blocking: true }),
    ],
    on: '2026-03-20',
  },
  R11: { history: [...open, past('ConcernRaised', '2026-02-01', { note: 'Voix éteinte' })], on: '2026-02-10' },
  R13: { history: [...open, job], on: '2026-03-06' },
};

/** The table of risk.md § 1, in its columns: M mutes, E ends, – nothing; of a worry the exit leaves it as it is. */
const TABLE: Readonly<Record<string, string>> = {
  R1: 'M M M E M',
  R1b: 'M M M E M',
  R2: '– M – E –',
  R3: '– – – E –',
  R8: '– – – E –',
  R4: '– M – E M',
  R9: '– M – E M',
  'R5/abandoned': '– – E E –',
  'R5/absence': '– M – E –',
  R6: '– M E E –',
  R7: 'M M E E –',
  R10: '– M – E –',
  R12: '– M – E –',
  R11: '– – – – –',
  R13: 'M M – E M',
};
const COLUMNS = ['appointment', 'pause', 'waiting-start', 'exit', 'no-contact-wanted'] as const;
type Column = (typeof COLUMNS)[number];

/** What comes beside the history, the day before it is looked at. */
function beside(column: Column, on: string): readonly Entry[] {
  const before = addDays(day(on), -1);
  switch (column) {
    case 'appointment':
      return [planned(before, addDays(day(on), 5))];
    case 'pause':
      return [past('PauseDeclared', before, { reason: 'health', until: addDays(day(on), 30) })];
    case 'waiting-start':
      return [past('JobSigned', before, { startsOn: addDays(day(on), 30) })];
    case 'exit':
      return [past('ParcoursExited', before, { reason: 'moved', proof: { kind: 'none' } })];
    case 'no-contact-wanted':
      return [];
  }
}

function outcomeOf(row: string, column: Column | null): string {
  const { history, on } = HELD[row]!;
  const [rule] = row.split('/') as [string];
  const wish = { contactObjection: testId(400), profilingObjection: null, restriction: null };
  const story = new RiskStory(
    column === null ? history : [...history, ...beside(column, on)],
    column === 'no-contact-wanted' ? { person: wish } : {},
  );
  const flag = story.flag(rule, on);
  return flag === undefined ? 'E' : flag.mutedBy === null ? '–' : `M by ${flag.mutedBy.by}`;
}

describe('the table of what suppresses a rule', () => {
  const rows = Object.keys(TABLE);
  const cells = rows.flatMap((row) => COLUMNS.map((column, n) => [row, column, TABLE[row]!.split(' ')[n]!] as const));

  it.each(rows)('%s holds where nothing does', (row) => {
    expect(outcomeOf(row, null)).toBe('–');
  });

  it.each(cells)('%s and %s: %s', (row, column, cell) => {
    expect(outcomeOf(row, column)).toBe(cell === 'M' ? `M by ${column}` : cell);
  });

  it('has a row for each rule that ships, R1b among those of R1', () => {
    const shipped = rows.filter((row) => row !== 'R1b').toSorted();
    expect(Object.keys(DEFAULT_RULES.suppression).toSorted()).toEqual(shipped);
  });
});
