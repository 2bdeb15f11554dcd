import pg from 'pg';

/**
 * What a server would not wipe: `pages` of tables (what was deleted stays until they are reused), `write-ahead-log`
 * (until its own segments are removed), `recycled-segments` (renamed segments keep what they held until written over).
 */
export type Unwiped = 'pages' | 'write-ahead-log' | 'recycled-segments';

/** Dead rows that an older transaction may still look at, and that would be copied along: to be tried again later. */
export class StillSeen extends Error {
  override readonly name = 'StillSeen';
}

/**
 * Tables with personal columns: those whose statistics are 0, so that no value of theirs reaches pg_statistic. What was
 * deleted or overwritten in them is on their pages until they are written anew. No parameter.
 */
const PERSONAL_TABLES = `
  SELECT DISTINCT format('%I.%I', schema.nspname, holder.relname) AS name
    FROM pg_attribute personal
    JOIN pg_class holder ON holder.oid = personal.attrelid AND holder.relkind = 'r'
    JOIN pg_namespace schema ON schema.oid = holder.relnamespace
   WHERE personal.attstattarget = 0 AND personal.attnum > 0 AND NOT personal.attisdropped
     AND schema.nspname !~ '^(pg_|information_schema)'
   ORDER BY name`;

const RECYCLES = `SELECT current_setting('wal_recycle')::boolean AS recycles`;
/** Twice: the first checkpoint still begins in the segment that held what was deleted. */
const LEAVE_SEGMENT = ['SELECT pg_switch_wal()', 'CHECKPOINT', 'SELECT pg_switch_wal()', 'CHECKPOINT'];

const REFUSED: ReadonlySet<string | undefined> = new Set(['42501', '0A000']);
/** « 0 dead row versions cannot be removed yet », in the language of the server. */
const DEAD_ROWS = /^(\d+) /;

/**
 * Wipes from the disk what was deleted or overwritten in tables with personal columns: their pages are written anew,
 * and the write-ahead log leaves its old segments behind (security.md § 3). Each table is locked for the moment that
 * takes, small as it is.
 * @param ownerUrl connection string of the owner of the tables
 * @returns what the server refused to wipe
 * @throws StillSeen where a transaction that is still open may look at deleted rows
 */
export async function wipePages(ownerUrl: string): Promise<readonly Unwiped[]> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'jalons-wipe', keepAlive: true });
  owner.on('error', () => {});
  let stillSeen = false;
  owner.on('notice', ({ detail }) => {
    const dead = DEAD_ROWS.exec(detail ?? '');
    if (dead !== null && dead[1] !== '0') stillSeen = true;
  });
  await owner.connect();
  try {
    const { rows: tables } = await owner.query<{ name: string }>(PERSONAL_TABLES);
    const unwiped: Unwiped[] = [];
    for (const { name } of tables) {
      if (!(await allowed(owner, `VACUUM (FULL, VERBOSE) ${name}`))) unwiped.push('pages');
      if (stillSeen) throw new StillSeen('a transaction still looks at deleted rows');
    }
    for (const statement of LEAVE_SEGMENT) if (!(await allowed(owner, statement))) unwiped.push('write-ahead-log');
    const { rows } = await owner.query<{ recycles: boolean }>(RECYCLES);
    if (rows[0]!.recycles) unwiped.push('recycled-segments');
    return [...new Set(unwiped)];
  } finally {
    await owner.end();
  }
}

/** Runs a statement; false where the server refuses it to us. */
async function allowed(owner: pg.Client, statement: string): Promise<boolean> {
  try {
    await owner.query(statement);
    return true;
  } catch (error) {
    if (REFUSED.has((error as { readonly code?: string }).code)) return false;
    throw error;
  }
}
