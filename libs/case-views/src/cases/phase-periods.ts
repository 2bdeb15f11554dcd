import type { Life } from '@jalons/event-log';
import { addDays, type CivilDate } from '@jalons/kernel';
import { type OrUnknown, type ParcoursEntry, type ParcoursEvent, type Phase, PHASES } from '@jalons/parcours';
import type { Answers } from './answers.js';

/** Days on [from, to); open-ended where `to` is null. */
interface PhasePeriod {
  readonly phase: Exclude<Phase, 'outreach' | 'support'>;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/**
 * What the phase of any day is read from, kept in a row: a list of cases shows the phase of each without folding each
 * again. Equal to `phaseOn` of the parcours, whose definition it is: phase-periods.spec.ts compares the two.
 */
export interface PhasePeriods {
  readonly periods: readonly PhasePeriod[];
  /** The day that took it out of outreach; null where it is still in it, absent where it did not enter by outreach. */
  readonly outreachUntil?: CivilDate | null;
}

const UNRECORDED_END_DAYS = 30;
const LATE_START_DAYS = 7;
const LONGEST_WAIT_DAYS = 90;

const ENDS_OUTREACH: ReadonlySet<ParcoursEvent['type']> = new Set([
  'AssessmentRecorded',
  'TrainingAdmitted',
  'TrainingStarted',
  'JobSigned',
  'JobStarted',
]);

/** The phase, on a day, of a parcours that is open that day. */
export function phaseIn({ periods, outreachUntil }: PhasePeriods, day: CivilDate): Phase {
  const holding = periods.filter(({ from, to }) => from <= day && (to === null || day < to));
  const first = PHASES.find((phase) => holding.some((period) => period.phase === phase));
  if (first !== undefined) return first;
  const inOutreach = outreachUntil !== undefined && (outreachUntil === null || day < outreachUntil);
  return inOutreach ? 'outreach' : 'support';
}

/** Reads the periods of a life. */
export function phasePeriodsOf(life: Life<ParcoursEvent>, answers: Answers): PhasePeriods {
  const byOutreach = life.steps.some((event) => isOpening(event) && event.data.entryChannel === 'outreach');
  return {
    periods: life.steps.flatMap((event) => periodsOf(event, answers)),
    ...(byOutreach && { outreachUntil: life.steps.find(({ type }) => ENDS_OUTREACH.has(type))?.occurredOn ?? null }),
  };
}

function periodsOf(event: ParcoursEntry, answers: Answers): readonly PhasePeriod[] {
  const from = event.occurredOn;
  switch (event.type) {
    case 'PauseDeclared': {
      const end = addDays(event.data.until, 1);
      return [{ phase: 'pause', from, to: earliest(end, answers.first(event.eventId, 'PauseLifted')) }];
    }
    case 'JobStarted': {
      const ended = answers.first(event.eventId, 'JobEnded');
      return [{ phase: 'in-job', from, to: ended?.occurredOn ?? unrecorded(event.data.expectedEnd) }];
    }
    case 'TrainingStarted': {
      const ended = answers.first(event.eventId, 'TrainingCompleted', 'TrainingAbandoned');
      return [{ phase: 'in-training', from, to: ended?.occurredOn ?? unrecorded(event.data.expectedEnd) }];
    }
    case 'TrainingAdmitted':
      return [waiting(from, event.data.startsOn, answers.first(event.eventId, 'TrainingStarted'))];
    case 'JobSigned':
      return [waiting(from, event.data.startsOn, answers.first(event.eventId, 'JobStarted'))];
    default:
      return [];
  }
}

function waiting(from: CivilDate, startsOn: CivilDate, started: ParcoursEntry | undefined): PhasePeriod {
  const longest = earliest(addDays(startsOn, LATE_START_DAYS), { occurredOn: addDays(from, LONGEST_WAIT_DAYS) });
  return { phase: 'waiting-start', from, to: earliest(longest, started) };
}

function unrecorded(expectedEnd: OrUnknown<CivilDate> | undefined): CivilDate | null {
  return expectedEnd === undefined || expectedEnd === 'unknown' ? null : addDays(expectedEnd, UNRECORDED_END_DAYS);
}

function earliest(day: CivilDate, event: { readonly occurredOn: CivilDate } | undefined): CivilDate {
  return event !== undefined && event.occurredOn < day ? event.occurredOn : day;
}

function isOpening(event: ParcoursEntry): event is ParcoursEntry<'ParcoursOpened'> {
  return event.type === 'ParcoursOpened';
}
