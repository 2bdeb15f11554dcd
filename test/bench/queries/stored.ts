import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';

/** Tables that a timeline and a file active are read from, with the columns that name a row, its parcours or its person. */
const TABLES: readonly { readonly name: string; readonly ids: readonly string[] }[] = [
  { name: 'persons', ids: ['person', 'survivor'] },
  { name: 'parcours_timelines', ids: ['parcours', 'beneficiary'] },
  { name: 'parcours_details', ids: ['event_id', 'parcours', 'beneficiary'] },
  { name: 'case_viewers', ids: ['parcours', 'beneficiary'] },
  { name: 'risk_board', ids: ['parcours', 'beneficiary'] },
  { name: 'risk_alerts', ids: ['alert', 'parcours', 'beneficiary'] },
];

/** The id that stands for another in the n-th copy; the copies of one id agree. */
const copied = (id: string, n: number) => `md5(${id}::text || ':${n}')::uuid`;

/**
 * Fills the tables that a timeline and a file active are read from as if so many times as many events had been folded: the rows that are
 * there, again under other ids. Folding them would take an hour and leave the same rows.
 */
export async function storeTimes(admin: pg.Pool, times: number): Promise<void> {
  for (const { name, ids } of TABLES) {
    await admin.query(`CREATE TABLE read.${name}_first AS SELECT * FROM read.${name}`);
    const columns = await columnsOf(admin, name);
    for (let n = 1; n < times; n += 1) {
      const values = columns.map((column) => {
        if (column === 'members') return `ARRAY[${copied('person', n)}]`;
        return ids.includes(column) ? copied(`"${column}"`, n) : `"${column}"`;
      });
      await admin.query(`INSERT INTO read.${name} SELECT ${values.join(', ')} FROM read.${name}_first`);
    }
    await admin.query(`DROP TABLE read.${name}_first`);
  }
  await admin.query('VACUUM ANALYZE');
}

async function columnsOf(admin: pg.Pool, table: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`read.${table}`],
  );
  return rows.map(({ column }) => column);
}

/** Every parcours that a structure follows, in no order. */
export async function followedBy(admin: pg.Pool, structure: Uuid): Promise<readonly Uuid[]> {
  const { rows } = await admin.query<{ parcours: Uuid }>(
    'SELECT parcours FROM read.parcours_timelines WHERE $1 = ANY (viewers) ORDER BY md5(parcours::text)',
    [structure],
  );
  return rows.map(({ parcours }) => parcours);
}
