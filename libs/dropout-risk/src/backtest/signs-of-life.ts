import { lifeOf, type Life, type LifeEvent } from '@jalons/event-log';
import { addDays, type CivilDate } from '@jalons/kernel';
import { isContact, PARCOURS_RULES, phasePeriodsOf, type ParcoursEvent } from '@jalons/parcours';

/**
 * Steps of the person herself: start or end of a training, job or action, admission, signature, assessment; never
 * attempts, appointments planned or missed, proposals (risk.md § 4).
 */
const STEPS: ReadonlySet<ParcoursEvent['type']> = new Set([
  ...(['AssessmentRecorded', 'TrainingAdmitted', 'TrainingStarted', 'TrainingCompleted', 'TrainingAbandoned'] as const),
  ...(['JobSigned', 'JobStarted', 'JobEnded', 'ActionStarted', 'ActionEnded'] as const),
]);

/** The life that entries tell, folded anew: a back-test asks once for each, and keeps none. */
export function lifeIn(entries: readonly LifeEvent<ParcoursEvent>[]): Life<ParcoursEvent> {
  return lifeOf(entries, PARCOURS_RULES);
}

/** The days on which she was met, in order, from the opening to the exit. */
export function contactDays(life: Life<ParcoursEvent>, from: CivilDate, to: CivilDate | null): readonly CivilDate[] {
  return daysOf(life, from, to, isContact);
}

/** The days on which she was met or took a step of her own, in order. */
export function signDays(life: Life<ParcoursEvent>, from: CivilDate, to: CivilDate | null): readonly CivilDate[] {
  return daysOf(life, from, to, isSign);
}

/** The last day of contact or of a step of hers; the opening counts. */
export function lastSignIn(life: Life<ParcoursEvent>, openedOn: CivilDate): CivilDate {
  const last = life.steps.findLast(isSign)?.occurredOn;
  return last === undefined || last < openedOn ? openedOn : last;
}

function isSign(event: Life<ParcoursEvent>['steps'][number]): boolean {
  return STEPS.has(event.type) || isContact(event);
}

function daysOf(
  life: Life<ParcoursEvent>,
  from: CivilDate,
  to: CivilDate | null,
  counts: (event: Life<ParcoursEvent>['steps'][number]) => boolean,
): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (const event of life.steps) {
    const { occurredOn } = event;
    if (occurredOn >= from && (to === null || occurredOn <= to) && counts(event)) days.push(occurredOn);
  }
  return days;
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
