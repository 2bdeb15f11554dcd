import type { Life } from '@jalons/event-log';
import { DomainError, type Uuid, holdsOn } from '@jalons/kernel';
import { orientationsOf, type Orientation } from '../orientation/orientation-threads.js';
import type { ParcoursEvent, ParcoursStep, ParcoursStepType } from '../parcours.events.js';
import { assignmentsOf, membershipsOf } from '../participation/participants.js';
import type { StepOf } from '../steps/recording.js';
import type { Author } from './author.js';

type Step = StepOf<ParcoursStep>;

const OF_THE_RECEIVER: ReadonlySet<ParcoursStepType> = new Set([
  'OrientationAccepted',
  'OrientationStarted',
  'OrientationClosed',
]);

/** Who answers for the parcours decides who answers next, and that it ends (domain.md § 3). */
const OF_THE_REFERENT: Partial<Record<ParcoursStepType, string>> = {
  ParcoursExited: 'La sortie appartient au référent du parcours : demandez-lui de l’enregistrer.',
  ReferentAssigned: 'Le référent actuel passe lui-même la main : demandez-le à sa structure.',
  ReferentReleased: 'Le référent actuel passe lui-même la main : demandez-le à sa structure.',
};

/**
 * Refuses a step that belongs to another structure than the author's: the receiver's own answers, unless it has no
 * account; the sender's withdrawal; the exit and the referent, which belong to the referent; a departure, to the
 * structure that leaves or to the referent's.
 */
export function refuseOwnership(step: Step, author: Author, life: Life<ParcoursEvent>): void {
  refuseAnswerOfAnother(step, author, life);
  refuseReferentOfAnother(step, author, life);
  if (step.type === 'StructureLeft') refuseDepartureOfAnother(step.data.membership, author, life);
}

function refuseAnswerOfAnother(step: Step, { structure }: Author, life: Life<ParcoursEvent>): void {
  const orientation = answeredBy(step, life);
  if (orientation === undefined) return;
  const { fromStructure, toStructure, onBehalfOf } = orientation.proposal.data;
  const answerers = onBehalfOf === undefined ? [toStructure] : [toStructure, fromStructure];
  const byStructure = step.type === 'OrientationDeclined' && step.data.by === 'structure';
  if ((OF_THE_RECEIVER.has(step.type) || byStructure) && !answerers.includes(structure)) {
    throw forbidden('not-the-receiver', 'Cette réponse appartient à la structure qui reçoit l’orientation.');
  }
  if (step.type === 'OrientationWithdrawn' && structure !== fromStructure) {
    throw forbidden('not-the-sender', 'Seule la structure qui a proposé cette orientation peut la retirer.');
  }
}

/** The orientation that a step answers, if it does. */
export function answeredBy(
  { type, data }: Pick<Step, 'type' | 'data'>,
  life: Life<ParcoursEvent>,
): Orientation | undefined {
  if (!type.startsWith('Orientation') || !('orientation' in data)) return undefined;
  const root = life.rootOf(data.orientation as Uuid);
  return orientationsOf(life).find(({ id }) => id === root);
}

/** Nobody's where there is no referent that day: whoever takes part may then become it, or end the parcours. */
function refuseReferentOfAnother(step: Step, { structure }: Author, life: Life<ParcoursEvent>): void {
  const transfers = step.type === 'OrientationProposed' && step.data.transfersReferent;
  const message = transfers
    ? 'Seul le référent propose de passer la main : gardez le référent actuel, ou demandez-lui.'
    : OF_THE_REFERENT[step.type];
  if (message === undefined) return;
  const referent = assignmentsOf(life).find((held) => holdsOn(held, step.occurredOn));
  if (referent === undefined || referent.structure === structure) return;
  throw forbidden('not-the-referent', message);
}

function refuseDepartureOfAnother(named: Uuid, { structure }: Author, life: Life<ParcoursEvent>): void {
  const root = life.rootOf(named);
  const membership = membershipsOf(life).find(({ id }) => id === root);
  if (membership === undefined || membership.structure === structure) return;
  const referent = assignmentsOf(life).findLast(({ to }) => to === null);
  if ((referent?.structure ?? structure) === structure) return;
  throw forbidden('not-your-departure', 'Cette structure, ou celle du référent, enregistre elle-même son départ.');
}

function forbidden(code: string, message: string): DomainError {
  return new DomainError('forbidden', code, message);
}
