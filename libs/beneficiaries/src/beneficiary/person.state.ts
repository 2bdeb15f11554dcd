import { lifeOf, type Life, type LifeEvent } from '@jalons/event-log';
import { DomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent, CriterionAnswer, ObjectionPurpose } from './beneficiary.events.js';
import { BENEFICIARY_RULES, mergeInForce } from './beneficiary.life.js';

type EventOf<Type extends BeneficiaryEvent['type']> = LifeEvent<Extract<BeneficiaryEvent, { type: Type }>>;

export interface DeclaredCriterion {
  readonly id: Uuid;
  readonly criterion: string;
  readonly answer: CriterionAnswer;
  readonly on: CivilDate;
  readonly proof: string | null;
}

export interface GivenNotice {
  readonly id: Uuid;
  readonly article: 13 | 14;
  readonly means: string;
  readonly on: CivilDate;
  /** Whoever gave it; null where the log does not say. */
  readonly structure: Uuid | null;
}

export interface StandingObjection {
  readonly id: Uuid;
  readonly purpose: ObjectionPurpose;
  readonly on: CivilDate;
}

export interface StandingRestriction {
  readonly id: Uuid;
  readonly reason: string;
  readonly on: CivilDate;
}

export interface Suspicion {
  readonly id: Uuid;
  readonly other: Uuid;
  readonly because: string;
  readonly on: CivilDate;
}

export interface Merge {
  readonly id: Uuid;
  readonly into: Uuid;
}

/** What was said of a person besides who she is, as it stands; entries are named by their eventId. */
export interface PersonState {
  /** The last answer to each criterion, in order of life. */
  readonly criteria: readonly DeclaredCriterion[];
  readonly notices: readonly GivenNotice[];
  readonly objections: readonly StandingObjection[];
  readonly restrictions: readonly StandingRestriction[];
  readonly suspicions: readonly Suspicion[];
  /** The merge in force, by which another record stands for this one; null without any. */
  readonly merge: Merge | null;
}

/** Folds a person's stream. */
export function personStateOf(events: readonly LifeEvent<BeneficiaryEvent>[]): PersonState {
  const life = lifeOf(events, BENEFICIARY_RULES);
  const merge = mergeInForce(life.positional);
  return {
    criteria: criteriaOf(life),
    notices: stepsOf(life, 'InformationNoticeGiven').map(({ eventId, data, occurredOn, structure }) => ({
      ...{ id: eventId, article: data.article, means: data.means, on: occurredOn },
      structure: structure ?? null,
    })),
    objections: standing(life, 'ObjectionRecorded', 'ObjectionWithdrawn', 'objection').map(
      ({ eventId, data, occurredOn }) => ({ id: eventId, purpose: data.purpose, on: occurredOn }),
    ),
    restrictions: standing(life, 'ProcessingRestricted', 'RestrictionLifted', 'restriction').map(
      ({ eventId, data, occurredOn }) => ({ id: eventId, reason: data.reason, on: occurredOn }),
    ),
    suspicions: stepsOf(life, 'DuplicateSuspected').map(({ eventId, data, occurredOn }) => ({
      ...{ id: eventId, other: data.other, because: data.because, on: occurredOn },
    })),
    merge: merge === undefined ? null : { id: merge.eventId, into: merge.data.into },
  };
}

/** True while what is known of her may be kept and mended, and nothing else may be done with it (RGPD art. 18). */
export function processingRestricted({ restrictions }: PersonState): boolean {
  return restrictions.length > 0;
}

/** The refusal of whatever does more; each capability answers the same. */
export function restrictionRefusal(): DomainError {
  return new DomainError(
    'conflict',
    'processing-restricted',
    'Le traitement des données de cette personne est limité : corrigez ce qui est faux, et attendez la levée pour le reste.',
  );
}

/** True while nothing may be told of her beyond those who follow her: an objection to sharing, or a restriction. */
export function sharingStopped(state: PersonState): boolean {
  const { objections } = state;
  return processingRestricted(state) || objections.some(({ purpose }) => purpose === 'sharing' || purpose === 'all');
}

function criteriaOf(life: Life<BeneficiaryEvent>): readonly DeclaredCriterion[] {
  const last = new Map<string, DeclaredCriterion>();
  for (const { eventId, data } of stepsOf(life, 'CriterionDeclared')) {
    const { criterion, answer, on, proof = null } = data;
    last.set(criterion, { id: eventId, criterion, answer, on, proof });
  }
  return [...last.values()];
}

/** The entries of a type that none of those which end them names. */
function standing<Type extends BeneficiaryEvent['type']>(
  life: Life<BeneficiaryEvent>,
  type: Type,
  end: BeneficiaryEvent['type'],
  field: string,
): readonly EventOf<Type>[] {
  const ended = new Set(
    life.steps
      .filter((event) => event.type === end)
      .map(({ data }) => life.rootOf((data as unknown as Readonly<Record<string, Uuid>>)[field]!)),
  );
  return stepsOf(life, type).filter(({ eventId }) => !ended.has(life.rootOf(eventId)));
}

function stepsOf<Type extends BeneficiaryEvent['type']>(
  life: Life<BeneficiaryEvent>,
  type: Type,
): readonly EventOf<Type>[] {
  return life.steps.filter((event) => event.type === type) as unknown as readonly EventOf<Type>[];
}
