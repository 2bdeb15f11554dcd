/** A table whose rows travel in the log file, sealed: neither ciphertext already nor rebuilt from the log. */
export interface SavedTable {
  /** Qualified name; rows come back under it. */
  readonly name: string;
  /** Primary key, in which order the rows are read page by page. */
  readonly key: readonly string[];
  /** A new database already holds its rows: they give way. */
  readonly replaces?: boolean;
  /** Statement that makes room for rows before they come; $1 the rows as a JSON array. */
  readonly prepare?: string;
  /** Statement that makes of the rows, once those of every table are there, what this version keeps and may use here. */
  readonly settle?: string;
}

/**
 * Accounts, the access journal, what digest mails told and who wants them, and erasures with the residues that still
 * wait for the log (security.md § 3). Sessions, links and counters of wrong passwords stay behind: nobody is signed in
 * after a restore, and a link is issued again. A library that keeps such a table has its line here.
 */
export const SAVED_TABLES: readonly SavedTable[] = [
  { name: 'auth.settings', key: ['only_row'], replaces: true },
  { name: 'auth.accounts', key: ['professional'] },
  {
    name: 'import.imports',
    key: ['number'],
    // The log counts its positions anew: one of another log is none that a reader may wait for.
    settle: `UPDATE import.imports SET summary = jsonb_set(summary, '{position}', 'null') WHERE summary ? 'position'`,
  },
  { name: 'import.entries', key: ['row_key', 'event_id'] },
  { name: 'import.touched', key: ['stream_id', 'import'] },
  {
    name: 'import.anomalies',
    key: ['import', 'file', 'line', 'record', 'code', '"column"'],
    // A backup from before names of files were left out holds them.
    settle: 'SELECT import.forget_names()',
  },
  { name: 'import.territory_values', key: ['territory', 'list', 'code'] },
  { name: 'engine.digest_choices', key: ['professional'] },
  { name: 'engine.digests', key: ['id'] },
  { name: 'engine.digest_told', key: ['professional', 'alert', 'n', 'occasion'] },
  { name: 'privacy.erasures', key: ['id'] },
  { name: 'privacy.residues', key: ['id'] },
  {
    name: 'privacy.residue_releases',
    key: ['only_row'],
    // A backup from before the day was noted has none.
    settle: 'SELECT privacy.note_past_releases((SELECT recorded_at FROM log.head))',
  },
  {
    name: 'journal.accesses',
    key: ['at_ms', 'request', 'action'],
    prepare: `SELECT journal.add_month(month)
                FROM (SELECT DISTINCT journal.month_of((line->>'at_ms')::bigint) AS month
                        FROM jsonb_array_elements($1::jsonb) line) months`,
  },
];
