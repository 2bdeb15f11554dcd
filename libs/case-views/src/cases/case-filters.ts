/** Whose cases are listed: of structures that follow them, of a territory, or of one referent. */
export type CaseOwner = 'structure' | 'territory' | 'referent';

/** What is to do, case by case, as the columns of a case say it (domain.md § 5). */
const COLUMN_FILTERS = [
  'no-referent',
  'orientation-pending',
  'next-action-due',
  'entry-situation-missing',
  'six-month-due',
] as const;
export type ColumnFilter = (typeof COLUMN_FILTERS)[number];

/** Those, and the cases that the last review found at risk or worse, the longest first (risk.md § 1). */
export const CASE_FILTERS = [...COLUMN_FILTERS, 'at-risk'] as const;
export type CaseFilter = (typeof CASE_FILTERS)[number];

/** A filter over the columns that `cases` and `case_viewers` share. */
export interface FilterRule {
  /** Condition of the rows that it may keep: the one of its partial index. */
  readonly holds: string;
  /** The date that its rows are sorted by, the longest waiting first. */
  readonly sort: string;
  /** Keeps a row from that date on, the day itself included. */
  readonly fromItsDate: boolean;
}

export const FILTER_RULES: Readonly<Record<ColumnFilter, FilterRule>> = {
  'no-referent': { holds: 'NOT exited AND referent IS NULL', sort: 'opened_on', fromItsDate: false },
  'orientation-pending': {
    holds: 'NOT exited AND pending_since IS NOT NULL',
    sort: 'pending_since',
    fromItsDate: false,
  },
  'next-action-due': { holds: 'NOT exited', sort: 'due_on', fromItsDate: true },
  'entry-situation-missing': { holds: 'NOT exited AND entry_situation_missing', sort: 'opened_on', fromItsDate: false },
  'six-month-due': { holds: 'six_month_due_on IS NOT NULL', sort: 'six_month_due_on', fromItsDate: true },
};

/** Columns that the filters read, as they are written in a table. */
export const FILTERED_COLUMNS = `
      exited                  boolean NOT NULL,
      due_on                  date NOT NULL,    -- next action or appointment; 'infinity' where nothing is planned
      opened_on               date NOT NULL,
      referent                uuid,
      six_month_due_on        date,             -- while that situation is not recorded
      pending_since           date,             -- the oldest orientation neither started nor ended
      entry_situation_missing boolean NOT NULL`;

/** Where every list begins: what is open first, what is due first. */
const LIST_ORDER = ['exited', 'due_on'];
const OTHER_COLUMNS = ['opened_on', 'referent', 'pending_since', 'entry_situation_missing', 'six_month_due_on'];

export const FILTERED_COLUMN_NAMES = [...LIST_ORDER, ...OTHER_COLUMNS];

/**
 * The indexes that lists are walked along: every case of an owner in order, and those of each filter, which holds few.
 * @param owner the column whose cases are listed
 */
export function listIndexes(table: string, owner: string): string {
  const partial = Object.values(FILTER_RULES)
    .filter(({ sort }) => sort !== 'due_on')
    .map(({ holds, sort }) => `CREATE INDEX ON ${table} (${owner}, ${sort}, parcours) WHERE ${holds};`);
  // Counts read every row of an owner: from this index alone, whose entries are a tenth of a row.
  const all = `(${owner}, ${LIST_ORDER.join(', ')}, parcours) INCLUDE (${OTHER_COLUMNS.join(', ')})`;
  return [`CREATE INDEX ON ${table} ${all};`, ...partial].join('\n    ');
}
