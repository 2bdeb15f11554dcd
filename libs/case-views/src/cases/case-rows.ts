import type { Uuid } from '@jalons/kernel';
import type { Row } from '@jalons/projections';
import type { CaseFacts, OrientationFacts } from './case-facts.js';
import { receiversOf, viewersOf } from './readers-of.js';

/** What names a case. */
export interface CaseIds {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
}

/** The day of what is due, sorted last where nothing is. */
const NOTHING_DUE = 'infinity';

export function caseRow(ids: CaseIds, facts: CaseFacts): Row {
  const { opening, referent, orientations } = facts;
  const waiting = orientations.filter(({ pending }) => pending).map(({ proposal }) => proposal.occurredOn);
  return {
    ...ids,
    viewers: viewersOf(facts),
    receivers: receiversOf(facts),
    structures: [...new Set(facts.structures.map(({ structure }) => structure))],
    opened_by: opening.data.structure,
    entry_channel: opening.data.entryChannel,
    opened_on: opening.occurredOn,
    exited: facts.exit !== null,
    exited_on: facts.exitedOn,
    referent: referent?.professional ?? null,
    referent_structure: referent?.structure ?? null,
    referent_since: referent?.from ?? null,
    last_contact_on: facts.lastContactOn,
    due_on: facts.dueOn ?? NOTHING_DUE,
    pending_since: waiting.toSorted()[0] ?? null,
    entry_situation_missing: !facts.entrySituationRecorded,
    six_month_due_on: facts.sixMonthsDueOn,
    phases: facts.phases,
  };
}

export function viewerRows({ parcours, beneficiary }: CaseIds, facts: CaseFacts): readonly Row[] {
  return viewersOf(facts).map((structure) => ({
    structure,
    parcours,
    beneficiary,
    exited: facts.exit !== null,
    due_on: facts.dueOn ?? NOTHING_DUE,
  }));
}

export function orientationRows(ids: CaseIds, facts: CaseFacts): readonly Row[] {
  const viewers = viewersOf(facts);
  return facts.orientations.map((orientation) => orientationRow(ids, viewers, orientation));
}

function orientationRow(ids: CaseIds, viewers: readonly Uuid[], orientation: OrientationFacts): Row {
  const { id, proposal, acceptedOn, startedOn, end, pending } = orientation;
  return {
    orientation: id,
    ...ids,
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
    pending,
  };
}
