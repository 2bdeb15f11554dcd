import type { Life, LifeEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import {
  parcoursLife,
  type ParcoursEntry,
  type ParcoursEvent,
  type ParcoursState,
  parcoursStateOf,
  type PhasePeriods,
  phasePeriodsOf,
} from '@jalons/parcours';
import { type Answers, answersOf } from './answers.js';
import { type Ribbon, ribbonOf } from './ribbon.js';

/** One orientation and the days of its steps. */
export interface OrientationFacts {
  /** The proposal, or the first of its corrections. */
  readonly id: Uuid;
  readonly proposal: ParcoursEntry<'OrientationProposed'>;
  readonly acceptedOn: CivilDate | null;
  readonly startedOn: CivilDate | null;
  readonly end: ParcoursEntry<(typeof ORIENTATION_ENDS)[number]> | null;
  /** Neither started nor ended. */
  readonly unended: boolean;
  /** Unended, and the parcours not exited: it waits for its receiver's answer or for the first meeting. */
  readonly pending: boolean;
}

/** Where a parcours stands, whatever the day it is asked. */
export interface CaseFacts extends ParcoursState {
  readonly opening: ParcoursEntry<'ParcoursOpened'>;
  /** Every structure that ever took part. */
  readonly everTookPart: ReadonlySet<Uuid>;
  readonly orientations: readonly OrientationFacts[];
  /** The first action or appointment still to come or to be answered. */
  readonly dueOn: CivilDate | null;
  readonly phases: PhasePeriods;
  readonly ribbon: Ribbon;
  /** What structures give while they take part; that of the one that opened it is not told. */
  readonly supports: readonly Support[];
}

/** A kind of support (nomenclature `support-kinds`) that a structure gives from a day on. */
export interface Support {
  readonly structure: Uuid;
  readonly kind: string;
  readonly from: CivilDate;
}

const ORIENTATION_ENDS = [
  'OrientationDeclined',
  'OrientationWithdrawn',
  'OrientationLapsed',
  'OrientationClosed',
] as const;

const APPOINTMENT_ENDS = [
  'AppointmentHonoured',
  'AppointmentExcused',
  'AppointmentMissed',
  'AppointmentCancelled',
] as const;

/** Folds the stream of a parcours; null where its opening is not in force. */
export function caseFacts(events: readonly LifeEvent<ParcoursEvent>[]): CaseFacts | null {
  const life = parcoursLife(events);
  const [opening] = stepsOf(life, 'ParcoursOpened');
  if (opening === undefined) return null;
  const answers = answersOf(life);
  const state = parcoursStateOf(events);
  const phases = phasePeriodsOf(life);
  const appointments = stepsOf(life, 'AppointmentScheduled').flatMap((event) => appointmentDue(event, answers));
  return {
    ...state,
    opening,
    everTookPart: new Set(stepsOf(life, 'ParcoursOpened', 'StructureJoined').map(({ data }) => data.structure)),
    orientations: stepsOf(life, 'OrientationProposed').map((event) => orientationOf(event, life, answers, state)),
    dueOn: [...state.nextActions.map(({ dueOn }) => dueOn), ...appointments].toSorted()[0] ?? null,
    phases,
    ribbon: ribbonOf(events, life, phases),
    supports: supportsIn(life, state),
  };
}

function supportsIn(life: Life<ParcoursEvent>, { structures }: ParcoursState): readonly Support[] {
  const kinds = new Map(
    stepsOf(life, 'StructureJoined').map(({ eventId, data }) => [life.rootOf(eventId), data.supportKind]),
  );
  return structures.flatMap(({ id, structure, from }) => {
    const kind = kinds.get(id);
    return kind === undefined ? [] : [{ structure, kind, from }];
  });
}

function orientationOf(
  proposal: ParcoursEntry<'OrientationProposed'>,
  life: Life<ParcoursEvent>,
  answers: Answers,
  { exit }: ParcoursState,
): OrientationFacts {
  const started = answers.first(proposal.eventId, 'OrientationStarted');
  const end = answers.first(proposal.eventId, ...ORIENTATION_ENDS) ?? null;
  const unended = started === undefined && end === null;
  return {
    id: life.rootOf(proposal.eventId),
    proposal,
    acceptedOn: answers.first(proposal.eventId, 'OrientationAccepted')?.occurredOn ?? null,
    startedOn: started?.occurredOn ?? null,
    end,
    unended,
    pending: unended && exit === null,
  };
}

/** The day that an appointment was last moved to; none once it was answered. */
function appointmentDue(
  { eventId, data }: ParcoursEntry<'AppointmentScheduled'>,
  answers: Answers,
): readonly CivilDate[] {
  if (answers.first(eventId, ...APPOINTMENT_ENDS) !== undefined) return [];
  return [(answers.all(eventId, 'AppointmentRescheduled').at(-1)?.data.at ?? data.at).on];
}

function stepsOf<Type extends ParcoursEvent['type']>(
  life: Life<ParcoursEvent>,
  ...types: Type[]
): readonly ParcoursEntry<Type>[] {
  return life.steps.filter(({ type }) => (types as string[]).includes(type)) as unknown as ParcoursEntry<Type>[];
}
