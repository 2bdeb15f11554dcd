import type { Life, LifeEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEntry, type ParcoursEvent, sixMonthsDueOn } from '@jalons/parcours';
import { type Answers, answersOf } from './answers.js';
import { type Phases, phasesOf } from './phases.js';

/** A structure that takes part, from its joining to its leaving; null while it has not left. */
export interface Membership {
  readonly structure: Uuid;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export interface Referent {
  readonly professional: Uuid;
  readonly structure: Uuid;
  readonly since: CivilDate;
}

/** One orientation and the days of its steps. */
export interface OrientationFacts {
  /** The proposal, or the first of its corrections. */
  readonly id: Uuid;
  readonly proposal: ParcoursEntry<'OrientationProposed'>;
  readonly acceptedOn: CivilDate | null;
  readonly startedOn: CivilDate | null;
  readonly end: ParcoursEntry<(typeof ORIENTATION_ENDS)[number]> | null;
  /** Neither started nor ended: it waits for an answer or for the first meeting. */
  readonly pending: boolean;
}

/** Where a parcours stands, whatever the day it is asked. */
export interface CaseFacts {
  readonly opening: ParcoursEntry<'ParcoursOpened'>;
  /** The exit that stands. */
  readonly exit: ParcoursEntry<'ParcoursExited'> | null;
  readonly memberships: readonly Membership[];
  /** The last one assigned and not released. */
  readonly referent: Referent | null;
  readonly orientations: readonly OrientationFacts[];
  /** When the person herself was last reached, met, or first seen by a receiver (risk.md § 1). */
  readonly lastContactOn: CivilDate | null;
  /** The first action or appointment still to come or to be answered. */
  readonly dueOn: CivilDate | null;
  readonly entrySituationMissing: boolean;
  /** While the situation at six months is not recorded. */
  readonly sixMonthDueOn: CivilDate | null;
  readonly phases: Phases;
}

const ORIENTATION_ENDS = [
  'OrientationDeclined',
  'OrientationWithdrawn',
  'OrientationLapsed',
  'OrientationClosed',
] as const;

/** Folds the stream of a parcours; null where its opening is not in force. */
export function caseFacts(events: readonly LifeEvent<ParcoursEvent>[]): CaseFacts | null {
  const life = parcoursLife(events);
  const answers = answersOf(life);
  const [opening] = stepsOf(life, 'ParcoursOpened');
  if (opening === undefined) return null;
  const exit = stepsOf(life, 'ParcoursExited').at(-1) ?? null;
  return {
    opening,
    exit,
    memberships: stepsOf(life, 'ParcoursOpened', 'StructureJoined').map((event) => ({
      structure: event.data.structure,
      from: event.occurredOn,
      to: answers.first(event.eventId, 'StructureLeft')?.occurredOn ?? null,
    })),
    referent: referentOf(life, answers),
    orientations: stepsOf(life, 'OrientationProposed').map((event) => orientationOf(event, life, answers)),
    lastContactOn: life.steps.filter(isContact).at(-1)?.occurredOn ?? null,
    dueOn: earliest([...actionsDue(life, answers), ...appointmentsDue(life, answers)]),
    entrySituationMissing: stepsOf(life, 'EntrySituationRecorded').length === 0,
    sixMonthDueOn:
      exit === null || answers.first(exit.eventId, 'SituationAtSixMonthsRecorded') !== undefined
        ? null
        : sixMonthsDueOn(exit.occurredOn),
    phases: phasesOf(life, answers),
  };
}

function referentOf(life: Life<ParcoursEvent>, answers: Answers): Referent | null {
  const assigned = stepsOf(life, 'ReferentAssigned').findLast(
    ({ eventId }) => answers.first(eventId, 'ReferentReleased') === undefined,
  );
  if (assigned === undefined) return null;
  return {
    professional: assigned.data.professional,
    structure: assigned.data.structure,
    since: assigned.occurredOn,
  };
}

function orientationOf(
  proposal: ParcoursEntry<'OrientationProposed'>,
  life: Life<ParcoursEvent>,
  answers: Answers,
): OrientationFacts {
  const started = answers.first(proposal.eventId, 'OrientationStarted');
  const end = answers.first(proposal.eventId, ...ORIENTATION_ENDS) ?? null;
  return {
    id: life.rootOf(proposal.eventId),
    proposal,
    acceptedOn: answers.first(proposal.eventId, 'OrientationAccepted')?.occurredOn ?? null,
    startedOn: started?.occurredOn ?? null,
    end,
    pending: started === undefined && end === null,
  };
}

function isContact(event: ParcoursEntry): boolean {
  if (event.type === 'ContactAttempted') return event.data.reached === 'person';
  return event.type === 'AppointmentHonoured' || event.type === 'OrientationStarted';
}

function actionsDue(life: Life<ParcoursEvent>, answers: Answers): readonly CivilDate[] {
  return stepsOf(life, 'NextActionPlanned')
    .filter(({ eventId }) => answers.first(eventId, 'NextActionDone') === undefined)
    .map(({ data }) => data.dueOn);
}

function appointmentsDue(life: Life<ParcoursEvent>, answers: Answers): readonly CivilDate[] {
  return stepsOf(life, 'AppointmentScheduled').flatMap(({ eventId, data }) => {
    const answered = answers.first(
      eventId,
      ...(['AppointmentHonoured', 'AppointmentExcused', 'AppointmentMissed', 'AppointmentCancelled'] as const),
    );
    if (answered !== undefined) return [];
    return [(answers.all(eventId, 'AppointmentRescheduled').at(-1)?.data.at ?? data.at).on];
  });
}

function earliest(days: readonly CivilDate[]): CivilDate | null {
  return days.toSorted()[0] ?? null;
}

function stepsOf<Type extends ParcoursEvent['type']>(
  life: Life<ParcoursEvent>,
  ...types: Type[]
): readonly ParcoursEntry<Type>[] {
  return life.steps.filter(({ type }) => (types as string[]).includes(type)) as unknown as ParcoursEntry<Type>[];
}
