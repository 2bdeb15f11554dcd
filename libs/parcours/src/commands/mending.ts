import type { Life } from '@jalons/event-log';
import { DomainError } from '@jalons/kernel';
import type { ParcoursEvent, ParcoursStep } from '../parcours.events.js';
import { assignmentsOf } from '../participation/participants.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { StepOf } from '../steps/recording.js';
import type { Author } from './author.js';
import { answeredBy, refuseOwnership } from './ownership.js';

/**
 * Refuses to mend what another structure recorded, unless the referent's does. A replacement that says something else
 * than the entry (another kind of step, an answer to another orientation) is asked for like a new step.
 * @param replacement null for a void
 */
export function refuseMending(
  replacement: StepOf<ParcoursStep> | null,
  entry: ParcoursEntries[number] | undefined,
  author: Author,
  life: Life<ParcoursEvent>,
): void {
  if (entry === undefined) return;
  const referent = assignmentsOf(life).findLast(({ to }) => to === null);
  if (entry.structure !== author.structure && (referent?.structure ?? author.structure) !== author.structure) {
    throw new DomainError(
      'forbidden',
      'not-your-entry',
      'Cette saisie est celle d’une autre structure : demandez-lui, ou au référent, de la corriger.',
    );
  }
  if (replacement !== null && saysSomethingElse(replacement, entry, life)) refuseOwnership(replacement, author, life);
}

/** A replacement that gives the same answer to the same orientation as the entry that it corrects. */
export function mendsAnAnswer(
  replacement: StepOf<ParcoursStep>,
  entry: ParcoursEntries[number] | undefined,
  life: Life<ParcoursEvent>,
): boolean {
  if (entry === undefined || answeredBy(replacement, life) === undefined) return false;
  return !saysSomethingElse(replacement, entry, life);
}

function saysSomethingElse(
  replacement: StepOf<ParcoursStep>,
  entry: ParcoursEntries[number],
  life: Life<ParcoursEvent>,
): boolean {
  if (entry.type !== replacement.type) return true;
  return answeredBy(replacement, life)?.id !== answeredBy(entry, life)?.id;
}
