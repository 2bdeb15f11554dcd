import type { Uuid } from '@jalons/kernel';
import type { CaseFacts, OrientationFacts } from './case-facts.js';

/** Structures that may read the whole parcours, once each, first come first (security.md § 1). */
export function viewersOf({ structures, everTookPart, orientations }: CaseFacts): readonly Uuid[] {
  // A receiver that never joined reads from the first meeting to the end of the orientation; one that joined reads
  // until it leaves.
  const received = orientations
    .filter(({ startedOn, end }) => startedOn !== null && end === null)
    .map(({ proposal }) => proposal.data.toStructure)
    .filter((structure) => !everTookPart.has(structure));
  return [...new Set([...structures.map(({ structure }) => structure), ...received])];
}

/**
 * Structures that have an orientation to answer or to start, and the person's agreement to know of her: as long as she
 * does not object to sharing, which is said in her own stream.
 */
export function receiversOf({ orientations }: CaseFacts): readonly Uuid[] {
  return [...new Set(orientations.filter(isToReceive).map(({ proposal }) => proposal.data.toStructure))];
}

/** Who reads the sheet whatever the person says since: the sender, and the receiver from the first meeting to the end. */
export function sheetReadersOf({ proposal, startedOn, end }: OrientationFacts): readonly Uuid[] {
  const { fromStructure, toStructure } = proposal.data;
  return startedOn !== null && end === null ? [fromStructure, toStructure] : [fromStructure];
}

/** Who reads the sheet to answer or to start, like {@link receiversOf}; null once that is over. */
export function sheetReceiverOf(orientation: OrientationFacts): Uuid | null {
  return isToReceive(orientation) ? orientation.proposal.data.toStructure : null;
}

function isToReceive({ pending, proposal }: OrientationFacts): boolean {
  return pending && proposal.data.personAgreed;
}
