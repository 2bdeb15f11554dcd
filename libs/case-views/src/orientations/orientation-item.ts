import { caseNumberOf, type CivilDate, daysBetween, type Uuid } from '@jalons/kernel';
import type { AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { coordinatedBy, reasonFor } from '../access/relation.js';
import type { DirectoryNames, MaybeNamed, Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';
import type { OrientationRow } from './orientation-pages.js';

export interface OrientationItem {
  readonly orientationId: Uuid;
  /** The eventId of the proposal in force, that an answer names. */
  readonly proposalId: Uuid;
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  /** The case number where the person is not open to the reader, or no longer. */
  readonly displayName: string;
  readonly from: Named;
  /** A receiver that may not be named: as in the parcours, neither it nor the scheme is told. */
  readonly to: MaybeNamed;
  readonly scheme: string | null;
  readonly transfersReferent: boolean;
  readonly personAgreed: boolean;
  readonly proposedOn: CivilDate;
  readonly acceptedOn: CivilDate | null;
  readonly startedOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  /** The type of the event that ended it. */
  readonly ending: string | null;
  /**
   * `withdrawal` where the parcours was exited first: no answer is taken any more. Its sender takes it back or, where that
   * one had left, who took part at the exit says that it came to nothing.
   */
  readonly waitsFor: 'answer' | 'start' | 'withdrawal' | null;
  /** From the proposal to the first meeting, to what ended it before, or up to today. */
  readonly daysWaited: number;
}

export interface OpenedOrientation {
  readonly row: OrientationRow;
  readonly reason: AccessReason;
}

/** Rows that nothing opens to the reader are left out, should PostgreSQL ever let one through. */
export function openedOrientations({ scope }: Reader, rows: readonly OrientationRow[]): readonly OpenedOrientation[] {
  return rows.flatMap((row) => {
    const { viewers, referent, elevated, territory } = row;
    const coordinated = territory !== null && coordinatedBy(scope).includes(territory);
    const receivers = row.person_agreed ? [row.to_structure] : [];
    const reason = reasonFor(scope, { viewers, receivers, referent, elevated }) ?? (coordinated ? 'duty' : null);
    return reason === null ? [] : [{ row, reason }];
  });
}

export function orientationItem(
  { row, reason }: OpenedOrientation,
  names: DirectoryNames,
  today: CivilDate,
): OrientationItem {
  const shown = reason !== 'duty' && row.known;
  return {
    orientationId: row.orientation,
    proposalId: row.proposal,
    parcoursId: row.parcours,
    beneficiaryId: row.beneficiary,
    displayName: shown ? displayNameOf(row.given_name, row.family_name) : caseNumberOf(row.parcours),
    from: names.structure(row.from_structure),
    to: names.structureIfNamed(row.to_structure),
    scheme: names.knowsStructure(row.to_structure) ? row.scheme : null,
    transfersReferent: row.transfers_referent,
    personAgreed: row.person_agreed,
    proposedOn: row.proposed_on,
    acceptedOn: row.accepted_on,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    ending: row.ending,
    waitsFor: waitsFor(row),
    daysWaited: Math.max(0, daysBetween(row.proposed_on, row.started_on ?? row.ended_on ?? today)),
  };
}

function waitsFor({ unended, pending, accepted_on }: OrientationRow): OrientationItem['waitsFor'] {
  if (!unended) return null;
  if (!pending) return 'withdrawal';
  return accepted_on === null ? 'answer' : 'start';
}
