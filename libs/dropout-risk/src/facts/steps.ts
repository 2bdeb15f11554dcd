import { addDays, dayInRange, type CivilDate } from '@jalons/kernel';
import type { Life } from '@jalons/event-log';
import {
  followersOf,
  UNRECORDED_END_DAYS,
  type OrUnknown,
  type ParcoursEntry,
  type ParcoursEvent,
} from '@jalons/parcours';
import type { FactOf } from './fact.js';
import type { Absence, Announced, Step, StepKind } from './parcours-facts.js';

type EventType = ParcoursEvent['type'];
type EndEntry = ParcoursEntry<'TrainingCompleted' | 'TrainingAbandoned' | 'JobEnded' | 'ActionEnded'>;

const KINDS: Readonly<Partial<Record<EventType, StepKind>>> = {
  TrainingStarted: 'training',
  JobStarted: 'job',
  ActionStarted: 'action',
};
const ENDS: ReadonlySet<EventType> = new Set(['TrainingCompleted', 'TrainingAbandoned', 'JobEnded', 'ActionEnded']);

/** The trainings, jobs and actions of a life, in order of their starts. */
export function stepsOf(life: Life<ParcoursEvent>, factOf: FactOf): readonly Step[] {
  const steps: Step[] = [];
  for (const event of life.steps) {
    const kind = KINDS[event.type];
    if (kind === undefined) continue;
    const [ended] = followersOf(life, kind, ENDS).get(life.rootOf(event.eventId)) ?? [];
    const expectedEnd = expectedEndOf(event);
    const end = ended === undefined ? null : endOf(ended as EndEntry, factOf);
    const until = end?.on ?? (expectedEnd === null ? null : addDays(expectedEnd, UNRECORDED_END_DAYS));
    steps.push({ kind, start: factOf(event), until, expectedEnd, end });
  }
  return steps;
}

function expectedEndOf(event: ParcoursEntry): CivilDate | null {
  const { expectedEnd } = event.data as { readonly expectedEnd?: OrUnknown<CivilDate> };
  return expectedEnd === undefined || expectedEnd === 'unknown' ? null : dayInRange(expectedEnd);
}

function endOf(event: EndEntry, factOf: FactOf): Step['end'] {
  const fact = factOf(event);
  switch (event.type) {
    case 'TrainingCompleted':
      return { ...fact, how: 'completed', reason: null };
    case 'TrainingAbandoned':
      return { ...fact, how: 'abandoned', reason: event.data.reason };
    case 'JobEnded':
      return { ...fact, how: 'ended', reason: event.data.reason };
    case 'ActionEnded':
      return { ...fact, how: 'ended', reason: event.data.outcome };
  }
}

/**
 * Admissions and signatures that no start has followed: neither one that names them, nor, since starts need not name
 * any, a later start of the kind that names no other.
 */
export function announcedOf(life: Life<ParcoursEvent>, factOf: FactOf): readonly Announced[] {
  const announced: Announced[] = [];
  for (const event of life.steps) {
    if (event.type !== 'TrainingAdmitted' && event.type !== 'JobSigned') continue;
    if (life.steps.some((start) => isStartOf(start, event, life))) continue;
    const kind = event.type === 'TrainingAdmitted' ? 'training' : 'job';
    announced.push({ ...factOf(event), kind, startsOn: dayInRange(event.data.startsOn) });
  }
  return announced;
}

function isStartOf(
  start: ParcoursEntry,
  announced: ParcoursEntry<'TrainingAdmitted' | 'JobSigned'>,
  life: Life<ParcoursEvent>,
): boolean {
  const named =
    start.type === 'TrainingStarted' && announced.type === 'TrainingAdmitted'
      ? { id: start.data.admission }
      : start.type === 'JobStarted' && announced.type === 'JobSigned'
        ? { id: start.data.signature }
        : null;
  if (named === null) return false;
  return named.id === undefined
    ? start.occurredOn >= announced.occurredOn
    : life.rootOf(named.id) === life.rootOf(announced.eventId);
}

/** The reports of absence from trainings whose end nobody recorded, by their first day. */
export function absencesOf(life: Life<ParcoursEvent>, steps: readonly Step[], factOf: FactOf): readonly Absence[] {
  const absences: Absence[] = [];
  for (const event of life.steps) {
    if (event.type !== 'TrainingAbsenceReported') continue;
    const id = life.rootOf(event.data.training);
    const training = steps.findLast(({ start, end }) => end === null && start.id === id);
    if (training === undefined) continue;
    const { from, to } = event.data;
    const back = to === undefined ? null : addDays(dayInRange(to), 1);
    const until = back !== null && (training.until === null || back < training.until) ? back : training.until;
    absences.push({ ...factOf(event), training: id, from, until });
  }
  return absences.length < 2 ? absences : absences.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}
