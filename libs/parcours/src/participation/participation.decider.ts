import type { Life } from '@jalons/event-log';
import { DomainError, type Uuid, holdsOn } from '@jalons/kernel';
import type { ParcoursEvent, ParcoursStep } from '../parcours.events.js';
import type { StepOf, When } from '../steps/recording.js';
import { assignmentsOf } from './participants.js';
import type { AssignReferent } from './participation.commands.js';

/** A new referent, and the end of the one in force that day. */
export function decideReferent(
  { professional, structure, replaces, note, ...when }: AssignReferent,
  life: Life<ParcoursEvent>,
): readonly StepOf<ParcoursStep>[] {
  const current = assignmentsOf(life).find((assignment) => holdsOn(assignment, when.occurredOn));
  if (current?.professional === professional && current.structure === structure) {
    throw new DomainError('conflict', 'already-referent', 'Ce professionnel est déjà le référent à cette date.');
  }
  if (replaces !== undefined && current?.professional !== replaces) {
    throw new DomainError('conflict', 'referent-changed', 'Ce parcours a un autre référent à cette date.');
  }
  return handOver(life, { professional, structure, ...(note !== undefined && { note }) }, when);
}

/**
 * The referent passes on the given day, which belongs to the new one. One that already ends later is not ended twice:
 * what would then overlap is refused by the rule of one referent at a time.
 */
export function handOver(
  life: Life<ParcoursEvent>,
  to: { readonly professional: Uuid; readonly structure: Uuid; readonly orientation?: Uuid; readonly note?: string },
  { occurredOn, at }: When,
): readonly StepOf<ParcoursStep>[] {
  const when = { occurredOn, ...(at !== undefined && { at }) };
  const current = assignmentsOf(life).find((assignment) => holdsOn(assignment, occurredOn) && assignment.to === null);
  return [
    ...(current === undefined
      ? []
      : [{ type: 'ReferentReleased', data: { assignment: current.id }, ...when } as const]),
    { type: 'ReferentAssigned', data: to, ...when },
  ];
}
