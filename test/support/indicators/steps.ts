import { addDays, addMonths, type CivilDate } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import fc from 'fast-check';

/** What may be wished for, and how often beside the others. */
const WHAT = {
  open: 20,
  exit: 40,
  'correct-exit': 16,
  'correct-entry': 8,
  reopen: 26,
  'void-exit': 10,
  'void-void': 32,
  'void-reopening': 32,
  'void-entry': 2,
  merge: 7,
  reverse: 24,
  'void-person': 10,
} as const;

/** One random wish; the history does it if the deciders let it. */
export interface Step {
  readonly what: keyof typeof WHAT;
  readonly subject: number;
  readonly pick: number;
  /** How long after the last one it is recorded. */
  readonly days: number;
  readonly minutes: number;
  /** Days before the recording that it happened, or after the exit that a reopening names. */
  readonly back: number;
  /** Days after the entry. */
  readonly span: number;
  readonly imported: boolean;
  /** Days after it happened that the source of an import knew it. */
  readonly lag: number;
  /** Reason, contract and its end. */
  readonly outcome: number;
}

export const steps = fc.array(
  fc.record<Step>({
    what: fc.oneof(
      ...Object.entries(WHAT).map(([what, weight]) => ({ weight, arbitrary: fc.constant(what as keyof typeof WHAT) })),
    ),
    subject: fc.nat(60),
    pick: fc.nat(60),
    days: fc.noBias(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 }))),
    minutes: fc.integer({ min: 0, max: 300 }),
    back: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 })),
    // Around the 81 days of the IAE, and anything up to a year.
    span: fc.oneof(fc.integer({ min: 79, max: 83 }), fc.integer({ min: 0, max: 400 })),
    imported: fc.boolean(),
    lag: fc.integer({ min: 0, max: 30 }),
    outcome: fc.nat(999),
  }),
  { minLength: 120, maxLength: 190, size: 'max' },
);

type ExitData = Extract<ParcoursEvent, { type: 'ParcoursExited' }>['data'];

/** Reasons of exit: those that some definition neutralises or counts, and others. */
const REASONS = [
  ...['moved', 'deceased', 'retired', 'trial-broken', 'unknown', 'abandonment', 'reoriented'],
  ...['training-qualifying', 'training-prequalifying', 'other-siae', 'unknown', 'job-search'],
] as const;
const LASTING = ['permanent', 'permanent-insertion', 'business-creation', 'self-employed', 'civil-servant'] as const;
const ENDING = [
  ...['fixed-term', 'temporary', 'seasonal', 'portage', 'apprenticeship', 'professionalisation', 'subsidised'],
  ...['fixed-term-insertion', 'tremplin', 'fixed-term', 'fixed-term'],
] as const;

/** What the exit of a step says; half of them lead to work, under contracts of six months give or take a day. */
export function outcomeOf({ outcome }: Step, exitedOn: CivilDate): ExitData {
  const proof = { kind: 'none' };
  if (outcome % 2 === 0) return { reason: REASONS[Math.floor(outcome / 2) % REASONS.length]!, proof };
  const choice = Math.floor(outcome / 2);
  const startsOn = addDays(exitedOn, choice % 3);
  if (choice % 3 === 0) {
    return { reason: 'job', contract: { kind: LASTING[choice % LASTING.length]!, startsOn }, proof };
  }
  const kind = ENDING[choice % ENDING.length]!;
  const sixMonths = addDays(addMonths(startsOn, 6), -1);
  const ends = [
    'unknown',
    'unknown',
    sixMonths,
    addDays(sixMonths, -1),
    addDays(sixMonths, 200),
    addDays(startsOn, 20),
  ] as const;
  return { reason: 'job', contract: { kind, startsOn, endsOn: ends[choice % ends.length]! }, proof };
}
