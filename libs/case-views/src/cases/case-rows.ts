import type { Position } from '@jalons/event-log';
import type { Row } from '@jalons/projections';
import { type CaseDays, caseDocuments, type CaseIds } from './case-document.js';
import type { CaseFacts } from './case-facts.js';
import { receiversOf, viewersOf } from './readers-of.js';

/** The day of what is due, sorted last where nothing is. */
const NOTHING_DUE = 'infinity';

/** @param position of the last event of its stream */
export function caseRow(ids: CaseIds, facts: CaseFacts, position: Position): Row {
  const { opening, referent } = facts;
  const days = daysOf(facts);
  return {
    ...ids,
    position,
    viewers: viewersOf(facts),
    receivers: receiversOf(facts),
    structures: [...new Set(facts.structures.map(({ structure }) => structure))],
    opened_by: opening.data.structure,
    entry_channel: opening.data.entryChannel,
    exited_on: facts.exitedOn,
    referent_structure: referent?.structure ?? null,
    referent_since: referent?.from ?? null,
    last_contact_on: facts.lastContactOn,
    supports: facts.supports,
    // Marked once all cases of the person are written.
    to_reconcile: false,
    concurrent: null,
    ...days,
    ...caseDocuments(ids, facts, days),
  };
}

/** The columns of case-filters.ts. */
function daysOf(facts: CaseFacts): CaseDays {
  const waiting = facts.orientations.filter(({ pending }) => pending).map(({ proposal }) => proposal.occurredOn);
  return {
    exited: facts.exit !== null,
    due_on: facts.dueOn ?? NOTHING_DUE,
    opened_on: facts.opening.occurredOn,
    referent: facts.referent?.professional ?? null,
    pending_since: waiting.toSorted()[0] ?? null,
    entry_situation_missing: !facts.entrySituationRecorded,
    six_month_due_on: facts.sixMonthsDueOn,
  };
}
