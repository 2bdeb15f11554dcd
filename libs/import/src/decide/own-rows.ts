import type { Uuid } from '@jalons/kernel';
import type { ParcoursEntries } from '@jalons/parcours';
import type { MappedStep } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';
import { distinctRows } from './distinct-rows.js';
import { outside, type RowOutcome } from './outcomes.js';

/** All rows that name one parcours, with all that stands in its stream. */
export interface NamingRows {
  readonly parcours: Uuid;
  readonly entries: ParcoursEntries;
  readonly rows: readonly MappedStep[];
  /** Whom the unit is known by: the person of rows that name none. */
  readonly person: Uuid | null;
}

/** The rows of a parcours that are its person's, each once. */
export interface OwnRows {
  readonly parcours: Uuid;
  readonly entries: ParcoursEntries;
  /** Whose it is, by the log or by the rows; null where neither says. */
  readonly owner: Uuid | null;
  /** Under which of her records the rows name her. */
  readonly named: Uuid | null;
  readonly rows: readonly MappedStep[];
  /** What became of the others. */
  readonly outcomes: readonly RowOutcome[];
  /** Rows that name somebody else: a slip in a key must not write into another person's parcours. */
  readonly others: readonly MappedStep[];
}

/**
 * Separates the rows of a parcours from those that name it and somebody else. A parcours is the person's whose opening
 * stands in its stream; a new one is hers whose row counts.
 * @param survivorOf the record that stands for a person
 */
export function ownRows(
  { parcours, entries, rows, person }: NamingRows,
  survivorOf: (person: Uuid) => Uuid,
  context: DecideContext,
): OwnRows {
  const opened = entries.find((event) => event.type === 'ParcoursOpened');
  const kept = opened?.type === 'ParcoursOpened' ? opened.data.beneficiaryId : null;
  const isHers = (owner: Uuid | null) => (row: MappedStep) =>
    row.person === undefined || owner === null || survivorOf(row.person) === survivorOf(owner);
  // Of a parcours in the log, another person's row is no later state of hers.
  const isCandidate = isHers(kept);
  const candidates = rows.filter(isCandidate);
  const distinct = distinctRows(candidates, (row) => context.ids.content(row.type, contentOfStep(row)), context);
  const opening = distinct.rows.filter(({ type }) => type === 'ParcoursOpened').toSorted(inOrderOfFiles)[0];
  const owner = kept ?? (opening === undefined ? null : (opening.person ?? person));
  const isOwn = isHers(owner);
  const others = [...rows.filter((row) => !isCandidate(row)), ...distinct.rows.filter((row) => !isOwn(row))];
  return {
    ...{ parcours, entries, rows: distinct.rows.filter(isOwn), others },
    owner: kept ?? (owner === null ? null : survivorOf(owner)),
    named: opening?.person ?? person,
    outcomes: [...distinct.outcomes, ...others.map((row) => refused(row, context))],
  };
}

function refused(row: MappedStep, { fateOf }: DecideContext): RowOutcome {
  const anomaly = 'parcours-of-another-person';
  return outside(row, anomaly, fateOf(row.record, anomaly), { flags: row.flags });
}

/** Everything that makes a row what it is: a change of it is a change of the row. */
export function contentOfStep({ occurredOn, time, data, structure, person }: MappedStep): unknown {
  return { occurredOn, time, data, structure, person };
}

function inOrderOfFiles(a: MappedStep, b: MappedStep): number {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  return a.table - b.table || a.line - b.line;
}
