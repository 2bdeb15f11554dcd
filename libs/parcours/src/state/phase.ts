import type { Life, LifeEvent } from '@jalons/event-log';
import { addDays, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ParcoursEvent, ParcoursStepType } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { pausesOf } from '../pause/pause.rules.js';
import { holdsOn } from '../steps/periods.js';
import { followersOf } from '../steps/threads.js';
import type { OrUnknown } from '../steps/values.js';

/** Phases of a parcours, in the order in which the first that holds counts (risk.md § 1). */
export const PHASES = ['pause', 'in-job', 'in-training', 'waiting-start', 'outreach', 'support'] as const;
export type Phase = (typeof PHASES)[number];

/** An end that nobody recorded counts until so many days after the expected one. */
const UNRECORDED_END_DAYS = 30;
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

/** The phase on a day, from what happened up to it; null before the opening and from the day of the exit. */
export function phaseOn(events: readonly LifeEvent<ParcoursEvent>[], day: CivilDate): Phase | null {
  const life = parcoursLife(events);
  const opening = life.steps.find((event) => event.type === 'ParcoursOpened');
  const exit = life.steps.find((event) => event.type === 'ParcoursExited');
  if (opening === undefined || day < opening.occurredOn || (exit !== undefined && exit.occurredOn <= day)) return null;
  if (pausesOf(life).some((pause) => holdsOn(pause, day))) return 'pause';
  if (isInJob(life, day)) return 'in-job';
  if (isInTraining(life, day)) return 'in-training';
  if (isWaitingForStart(life, day)) return 'waiting-start';
  const isBeyond = life.steps.some(
    ({ type, occurredOn }) => occurredOn <= day && BEYOND_OUTREACH.has(type as ParcoursStepType),
  );
  return opening.data.entryChannel === 'outreach' && !isBeyond ? 'outreach' : 'support';
}

function isInJob(life: Life<ParcoursEvent>, day: CivilDate): boolean {
  const ends = firstDays(life, 'job', ['JobEnded']);
  return life.steps.some(
    (event) =>
      event.type === 'JobStarted' &&
      lasts(event.occurredOn, ends.get(life.rootOf(event.eventId)), event.data.expectedEnd, day),
  );
}

function isInTraining(life: Life<ParcoursEvent>, day: CivilDate): boolean {
  const ends = firstDays(life, 'training', ['TrainingCompleted', 'TrainingAbandoned']);
  return life.steps.some(
    (event) =>
      event.type === 'TrainingStarted' &&
      lasts(event.occurredOn, ends.get(life.rootOf(event.eventId)), event.data.expectedEnd, day),
  );
}

/** A recorded end is believed whatever was expected; without one, the expected end counts for some days more. */
function lasts(
  from: CivilDate,
  ended: CivilDate | undefined,
  expected: OrUnknown<CivilDate> | undefined,
  day: CivilDate,
): boolean {
  if (day < from || (ended !== undefined && ended <= day)) return false;
  if (ended !== undefined || expected === undefined || expected === 'unknown') return true;
  return day < addDays(expected, UNRECORDED_END_DAYS);
}

function isWaitingForStart(life: Life<ParcoursEvent>, day: CivilDate): boolean {
  const starts = new Map([
    ...firstDays(life, 'admission', ['TrainingStarted']),
    ...firstDays(life, 'signature', ['JobStarted']),
  ]);
  return life.steps.some((event) => {
    if (event.type !== 'TrainingAdmitted' && event.type !== 'JobSigned') return false;
    const started = starts.get(life.rootOf(event.eventId));
    const due = addDays(event.data.startsOn, LATE_START_DAYS);
    const longest = addDays(event.occurredOn, LONGEST_WAIT_DAYS);
    return event.occurredOn <= day && day < (due < longest ? due : longest) && (started === undefined || day < started);
  });
}

function firstDays(
  life: Life<ParcoursEvent>,
  field: string,
  types: readonly ParcoursStepType[],
): ReadonlyMap<Uuid, CivilDate> {
  const followers = followersOf(life, field, new Set(types));
  return new Map([...followers].map(([id, [first]]) => [id, first!.occurredOn]));
}
