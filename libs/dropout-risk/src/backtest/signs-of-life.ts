import type { Life } from '@jalons/event-log';
import { addDays, type CivilDate } from '@jalons/kernel';
import { isContact, phasePeriodsOf, type ParcoursEvent } from '@jalons/parcours';

/**
 * Steps of the person herself: start or end of a training, job or action, admission, signature, assessment; never
 * attempts, appointments planned or missed, proposals (risk.md § 4).
 */
const STEPS: ReadonlySet<ParcoursEvent['type']> = new Set([
  ...(['AssessmentRecorded', 'TrainingAdmitted', 'TrainingStarted', 'TrainingCompleted', 'TrainingAbandoned'] as const),
  ...(['JobSigned', 'JobStarted', 'JobEnded', 'ActionStarted', 'ActionEnded'] as const),
]);

/** The days on which she was met, in order, from the opening to the exit. */
export function contactDays(life: Life<ParcoursEvent>, from: CivilDate, to: CivilDate | null): readonly CivilDate[] {
  return daysOf(life, from, to, isContact);
}

/** The days of her own steps, in order. */
export function stepDays(life: Life<ParcoursEvent>, from: CivilDate, to: CivilDate | null): readonly CivilDate[] {
  return daysOf(life, from, to, ({ type }) => STEPS.has(type));
}

function daysOf(
  life: Life<ParcoursEvent>,
  from: CivilDate,
  to: CivilDate | null,
  counts: (event: Life<ParcoursEvent>['steps'][number]) => boolean,
): readonly CivilDate[] {
  return life.steps
    .filter((event) => event.occurredOn >= from && (to === null || event.occurredOn <= to) && counts(event))
    .map(({ occurredOn }) => occurredOn);
}

/** Days [from, to) of pauses, jobs and trainings: nobody drops out of a programme that she is busy in. */
export function busyPeriods(
  life: Life<ParcoursEvent>,
): readonly { readonly from: CivilDate; readonly to: CivilDate | null }[] {
  return phasePeriodsOf(life).periods.filter(({ phase }) => phase !== 'waiting-start');
}

/** Whether a list of days, in order, has one in (after, until]. */
export function anyWithin(days: readonly CivilDate[], after: CivilDate, until: CivilDate): boolean {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= after) low = middle + 1;
    else high = middle;
  }
  return low < days.length && days[low]! <= until;
}

/** Whether a period has a day in (after, until]. */
export function touches(
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate | null },
  after: CivilDate,
  until: CivilDate,
): boolean {
  return from <= until && (to === null || to > addDays(after, 1)) && (to === null || from < to);
}
