import type { Life, LifeEvent } from '@jalons/event-log';
import { addDays, type CivilDate, type Uuid, holdsOn, type Period } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent, ParcoursStepType } from '../parcours.events.js';
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
  const holding = new Set(periods.filter((period) => holdsOn(period, day)).map(({ phase }) => phase));
  const first = PHASES.find((phase) => holding.has(phase as PhasePeriod['phase']));
  if (first !== undefined) return first;
  const inOutreach = outreachUntil !== undefined && (outreachUntil === null || day < outreachUntil);
  return inOutreach ? 'outreach' : 'support';
}

/** Reads the periods of a life. */
export function phasePeriodsOf(life: Life<ParcoursEvent>): PhasePeriods {
  const byOutreach = life.steps.some(
    (event) => event.type === 'ParcoursOpened' && event.data.entryChannel === 'outreach',
  );
  const beyond = life.steps.find(({ type }) => BEYOND_OUTREACH.has(type as ParcoursStepType));
  return {
    periods: [
      ...pausesOf(life).map(({ from, to }) => ({ phase: 'pause' as const, from, to })),
      ...startedPeriods(life, 'JobStarted', 'job', ['JobEnded']),
      ...startedPeriods(life, 'TrainingStarted', 'training', ['TrainingCompleted', 'TrainingAbandoned']),
      ...waitingPeriods(life, 'TrainingAdmitted', 'admission', 'TrainingStarted'),
      ...waitingPeriods(life, 'JobSigned', 'signature', 'JobStarted'),
    ],
    ...(byOutreach && { outreachUntil: beyond?.occurredOn ?? null }),
  };
}

/** A recorded end is believed whatever was expected; without one, the expected end counts for some days more. */
function startedPeriods(
  life: Life<ParcoursEvent>,
  started: 'JobStarted' | 'TrainingStarted',
  field: string,
  ends: readonly ParcoursStepType[],
): readonly PhasePeriod[] {
  // Asked for each time that anything becomes known of anybody: most have none.
  if (!life.steps.some(({ type }) => type === started)) return [];
  const endOf = firstDays(life, field, ends);
  return life.steps.flatMap((event) => {
    if (event.type !== started) return [];
    const { expectedEnd } = (event as ParcoursEntry<typeof started>).data;
    return [
      {
        phase: started === 'JobStarted' ? ('in-job' as const) : ('in-training' as const),
        from: event.occurredOn,
        to: endOf.get(life.rootOf(event.eventId)) ?? unrecorded(expectedEnd),
      },
    ];
  });
}

function unrecorded(expectedEnd: OrUnknown<CivilDate> | undefined): CivilDate | null {
  return expectedEnd === undefined || expectedEnd === 'unknown' ? null : addDays(expectedEnd, UNRECORDED_END_DAYS);
}

function waitingPeriods(
  life: Life<ParcoursEvent>,
  announced: 'TrainingAdmitted' | 'JobSigned',
  field: string,
  start: ParcoursStepType,
): readonly PhasePeriod[] {
  if (!life.steps.some(({ type }) => type === announced)) return [];
  const startOf = firstDays(life, field, [start]);
  return life.steps.flatMap((event) => {
    if (event.type !== announced) return [];
    const { startsOn } = (event as ParcoursEntry<typeof announced>).data;
    const started = startOf.get(life.rootOf(event.eventId));
    const longest = [addDays(startsOn, LATE_START_DAYS), addDays(event.occurredOn, LONGEST_WAIT_DAYS)];
    const to = earliest(started === undefined ? longest : [started, ...longest]);
    return [{ phase: 'waiting-start' as const, from: event.occurredOn, to }];
  });
}

function earliest(days: readonly CivilDate[]): CivilDate {
  return days.reduce((first, day) => (day < first ? day : first));
}

function firstDays(
  life: Life<ParcoursEvent>,
  field: string,
  types: readonly ParcoursStepType[],
): ReadonlyMap<Uuid, CivilDate> {
  const followers = followersOf(life, field, new Set(types));
  return new Map([...followers].map(([id, [first]]) => [id, first!.occurredOn]));
}
