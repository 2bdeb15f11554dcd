import type { Position } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { Row } from '@jalons/projections';
import type { CaseFacts, OrientationFacts } from '../cases/case-facts.js';
import type { CaseIds } from '../cases/case-document.js';
import { viewersOf } from '../cases/readers-of.js';

/** @param positions of each orientation */
export function orientationRows(
  ids: CaseIds,
  facts: CaseFacts,
  positions: ReadonlyMap<Uuid, Position>,
): readonly Row[] {
  const viewers = viewersOf(facts);
  return facts.orientations.map((orientation) =>
    orientationRow(ids, viewers, positions.get(orientation.id)!, orientation),
  );
}

function orientationRow(
  ids: CaseIds,
  viewers: readonly Uuid[],
  position: Position,
  { id, proposal, acceptedOn, startedOn, end, unended, pending }: OrientationFacts,
): Row {
  return {
    orientation: id,
    proposal: proposal.eventId,
    ...ids,
    position,
    viewers,
    from_structure: proposal.data.fromStructure,
    to_structure: proposal.data.toStructure,
    scheme: proposal.data.scheme ?? null,
    person_agreed: proposal.data.personAgreed,
    transfers_referent: proposal.data.transfersReferent,
    proposed_on: proposal.occurredOn,
    accepted_on: acceptedOn,
    started_on: startedOn,
    ended_on: end?.occurredOn ?? null,
    ending: end?.type ?? null,
    unended,
    pending,
  };
}
