import type { Life, LifeEvent } from '@jalons/event-log';
import { addDays, dayInRange, type CivilDate, type Uuid, holdsOn, type Period } from '@jalons/kernel';
import type { ParcoursEvent, ParcoursStepType } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { pausesOf } from '../pause/pause.rules.js';
import { followersOf } from '../steps/threads.js';
import type { OrUnknown } from '../steps/values.js';

/** Phases of a parcours, in the order in which the first that holds counts (risk.md § 1). */
export const PHASES = ['pause', 'in-job', 'in-training', 'waiting-start', 'outreach', 'support'] as const;
export type Phase = (typeof PHASES)[number];

/** An end that nobody recorded counts until so many days after the expected one. */
export const UNRECORDED_END_DAYS = 30;
/** Waiting for a start ends so many days after it was due, or after the admission or signature. */
const LATE_START_DAYS = 7;
const LONGEST_WAIT_DAYS = 90;

/** What takes a parcours out of outreach. */
const BEYOND_OUTREACH: ReadonlySet<ParcoursStepType> = new Set([
  'AssessmentRecorded',
  'TrainingAdmitted',
  'TrainingStarted',
  'JobSigned',
  'JobStarted',
]);

export interface PhasePeriod extends Period {
  readonly phase: Exclude<Phase, 'outreach' | 'support'>;
}

/** What the phase of any day is read from: small enough to be kept beside a case, and asked without folding it again. */
export interface PhasePeriods {
  readonly periods: readonly PhasePeriod[];
  /** The day that took it out of outreach; null where it is still in it, absent where it did not enter by outreach. */
  readonly outreachUntil?: CivilDate | null;
}

/** The phase on a day, from what happened up to it; null before the opening and from the day of the exit. */
export function phaseOn(events: readonly LifeEvent<ParcoursEvent>[], day: CivilDate): Phase | null {
  const life = parcoursLife(events);
  const opening = life.steps.find((event) => event.type === 'ParcoursOpened');
  const exit = life.steps.find((event) => event.type === 'ParcoursExited');
  if (opening === undefined || day < opening.occurredOn || (exit !== undefined && exit.occurredOn <= day)) return null;
  return phaseIn(phasePeriodsOf(life), day);
}

/** The phase, on a day, of a parcours that is open that day. */
export function phaseIn({ periods, outreachUntil }: PhasePeriods, day: CivilDate): Phase {
  let first: Phase | undefined;
  for (const period of periods) {
    if (!holdsOn(period, day)) continue;
    if (first === undefined || PHASES.indexOf(period.phase) < PHASES.indexOf(first)) first = period.phase;
  }
  if (first !== undefined) return first;
  const inOutreach = outreachUntil !== undefined && (outreachUntil === null || day < outreachUntil);
  return inOutreach ? 'outreach' : 'support';
}

/** Reads the periods of a life. */
export function phasePeriodsOf(life: Life<ParcoursEvent>): PhasePeriods {
  const byOutreach = life.steps.some(
    (event) => event.type === 'ParcoursOpened' && event.data.entryChannel === 'outreach',
  );
  const periods: PhasePeriod[] = pausesOf(life).map(({ from, to }) => ({ phase: 'pause', from, to }));
  addStarted(periods, life, 'JobStarted', 'job', JOB_ENDS);
  addStarted(periods, life, 'TrainingStarted', 'training', TRAINING_ENDS);
  addWaiting(periods, life, 'TrainingAdmitted', 'admission', TRAINING_STARTS);
  addWaiting(periods, life, 'JobSigned', 'signature', JOB_STARTS);
  if (!byOutreach) return { periods };
  const beyond = life.steps.find(({ type }) => BEYOND_OUTREACH.has(type as ParcoursStepType));
  return { periods, outreachUntil: beyond?.occurredOn ?? null };
}

const JOB_ENDS: ReadonlySet<ParcoursStepType> = new Set(['JobEnded']);
const TRAINING_ENDS: ReadonlySet<ParcoursStepType> = new Set(['TrainingCompleted', 'TrainingAbandoned']);
const TRAINING_STARTS: ReadonlySet<ParcoursStepType> = new Set(['TrainingStarted']);
const JOB_STARTS: ReadonlySet<ParcoursStepType> = new Set(['JobStarted']);

/** A recorded end is believed whatever was expected; without one, the expected end counts for some days more. */
function addStarted(
  periods: PhasePeriod[],
  life: Life<ParcoursEvent>,
  started: 'JobStarted' | 'TrainingStarted',
  field: string,
  ends: ReadonlySet<ParcoursStepType>,
): void {
  let endOf: Followers | undefined;
  for (const event of life.steps) {
    if (event.type !== started) continue;
    // Followed only where there is something to follow: most have neither job nor training.
    endOf ??= followersOf(life, field, ends);
    const { expectedEnd } = event.data;
    periods.push({
      phase: started === 'JobStarted' ? 'in-job' : 'in-training',
      from: event.occurredOn,
      to: firstDayOf(endOf, life.rootOf(event.eventId)) ?? unrecorded(expectedEnd),
    });
  }
}

function unrecorded(expectedEnd: OrUnknown<CivilDate> | undefined): CivilDate | null {
  if (expectedEnd === undefined || expectedEnd === 'unknown') return null;
  return addDays(dayInRange(expectedEnd), UNRECORDED_END_DAYS);
}

function addWaiting(
  periods: PhasePeriod[],
  life: Life<ParcoursEvent>,
  announced: 'TrainingAdmitted' | 'JobSigned',
  field: string,
  starts: ReadonlySet<ParcoursStepType>,
): void {
  let startOf: Followers | undefined;
  for (const event of life.steps) {
    if (event.type !== announced) continue;
    startOf ??= followersOf(life, field, starts);
    const { startsOn } = event.data;
    const started = firstDayOf(startOf, life.rootOf(event.eventId));
    const longest = [addDays(dayInRange(startsOn), LATE_START_DAYS), addDays(event.occurredOn, LONGEST_WAIT_DAYS)];
    const to = earliest(started === null ? longest : [started, ...longest]);
    periods.push({ phase: 'waiting-start', from: event.occurredOn, to });
  }
}

function earliest(days: readonly CivilDate[]): CivilDate {
  return days.reduce((first, day) => (day < first ? day : first));
}

type Followers = ReturnType<typeof followersOf<ParcoursEvent>>;

function firstDayOf(followers: Followers, id: Uuid): CivilDate | null {
  return followers.get(id)?.[0]?.occurredOn ?? null;
}
