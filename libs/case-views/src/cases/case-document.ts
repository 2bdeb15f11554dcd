import type { CivilDate, Uuid } from '@jalons/kernel';
import type { PhasePeriods } from '@jalons/parcours';
import type { CaseFacts } from './case-facts.js';
import { viewersOf } from './readers-of.js';
import type { Ribbon } from './ribbon.js';

export type CaseStatus = 'open' | 'exited';

/** What names a case. */
export interface CaseIds {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
}

/** What a list tells of a case whoever reads it, on whatever day: kept as the text that is sent. */
export interface CaseTold {
  readonly status: CaseStatus;
  readonly openedOn: CivilDate;
  readonly exitedOn: CivilDate | null;
  readonly lastContactOn: CivilDate | null;
  /** The next action or appointment. */
  readonly dueOn: CivilDate | null;
  /** The oldest orientation that waits for an answer or a start. */
  readonly pendingSince: CivilDate | null;
  readonly entrySituationMissing: boolean;
  readonly sixMonthDueOn: CivilDate | null;
  readonly ribbon: Ribbon;
}

/** What the rest of an answer is made from: who may see it, under which names, in which phase of the day. */
export interface CaseHead extends CaseIds {
  readonly exited: boolean;
  readonly viewers: readonly Uuid[];
  readonly referent: Uuid | null;
  /** The referent's, else the first that takes part, else the one that opened it. */
  readonly structure: Uuid;
  readonly phases: PhasePeriods;
}

/** A head with what is said of her person and of her other cases. */
export interface CaseHeadNamed extends CaseHead {
  /** « À rapprocher »: the person has another open parcours in the territory, under this record or a merged one. */
  readonly toReconcile: boolean;
  /** Her given name and the initial of the other; null for whom there is no identity, or none that the reader may see. */
  readonly name: readonly [string | null, string | null] | null;
}

/**
 * A head of `case_` (JSON) with the name of `who`: written beside each case that a structure sees, and made on reading
 * for those who read by number.
 */
export const NAMED_HEAD = `left(case_.head, -1) || ',"toReconcile":' || case_.to_reconcile || ',"name":'
      || CASE WHEN who.person IS NULL THEN 'null'
              ELSE json_build_array(who.given_name, left(who.family_name, 1))::text END || '}'`;

/** JSON that is passed on as it is. */
export type JsonOf<Value> = string & { readonly of?: Value };

/** The texts of a case: `head` is read by the process that answers, `told` is passed on. */
export function caseDocuments(ids: CaseIds, facts: CaseFacts, columns: CaseDays) {
  const { structures, referent, opening } = facts;
  const structure = referent?.structure ?? structures[0]?.structure ?? opening.data.structure;
  const head: CaseHead = {
    ...{ ...ids, exited: columns.exited, viewers: viewersOf(facts), referent: columns.referent, structure },
    phases: facts.phases,
  };
  const told: CaseTold = {
    status: columns.exited ? 'exited' : 'open',
    openedOn: columns.opened_on,
    exitedOn: facts.exitedOn,
    lastContactOn: facts.lastContactOn,
    dueOn: facts.dueOn,
    pendingSince: columns.pending_since,
    entrySituationMissing: columns.entry_situation_missing,
    sixMonthDueOn: columns.six_month_due_on,
    ribbon: facts.ribbon,
  };
  return { head: JSON.stringify(head), told: JSON.stringify(told) };
}

/** The columns that filters read, under their names in the tables. */
export interface CaseDays {
  readonly exited: boolean;
  readonly due_on: string;
  readonly opened_on: CivilDate;
  readonly referent: Uuid | null;
  readonly pending_since: CivilDate | null;
  readonly entry_situation_missing: boolean;
  readonly six_month_due_on: CivilDate | null;
}
