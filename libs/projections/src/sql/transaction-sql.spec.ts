import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { Projection, Row, Slot } from '../projection.js';
import { TransactionSql } from './transaction-sql.js';

const COLUMNS = `(id integer PRIMARY KEY, words text, number bigint, flag boolean, day date, instant timestamptz,
                  list text[], numbers integer[], document jsonb)`;

const projection: Projection = {
  name: 'everything',
  version: 1,
  tables: [{ name: 'everything', primaryKey: ['id'], ddl: (table) => `CREATE TABLE ${table} ${COLUMNS}` }],
  handles: new Set(),
  apply: async () => {},
};

describe('what a projection writes', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  const sqlIn = (slot: Slot) => new TransactionSql(owner, projection, slot, new Map());

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    for (const slot of ['read', 'building']) await owner.query(projection.tables[0]!.ddl(`${slot}.everything`));
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\u0000', ''));
  const special = fc.constantFrom('\\', '\\N', '\t', '\n', '\r\n', '"', '{}', '{"a"}', 'NULL', '\\.', "l'été", '');
  const words = fc.oneof(text, special);
  const anyRow = fc.record({
    words: fc.option(words),
    number: fc.option(fc.maxSafeInteger()),
    flag: fc.option(fc.boolean()),
    day: fc.option(fc.constantFrom('2026-11-02', '2000-02-29')),
    instant: fc.option(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })),
    list: fc.option(fc.array(fc.option(words))),
    numbers: fc.option(fc.array(fc.option(fc.integer()))),
    document: fc.option(fc.oneof(words, fc.integer(), fc.array(words), fc.record({ a: words, b: fc.boolean() }))),
  });

  async function stored(slot: Slot): Promise<unknown> {
    const { rows } = await owner.query(`SELECT *, number::text FROM ${slot}.everything ORDER BY id`);
    await owner.query(`TRUNCATE ${slot}.everything`);
    return rows;
  }

  it('is the same by COPY, while a version is built, as by statements, once it is served', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 20 }), async (cells) => {
        const rows = cells.map((row, id): Row => ({ id, ...row }));
        await sqlIn('read').append('everything', rows);
        await sqlIn('building').append('everything', rows);
        const served = await stored('read');
        expect(served).toHaveLength(rows.length);
        expect(await stored('building')).toEqual(served);
        await sqlIn('building').upsert('everything', rows);
        await sqlIn('building').upsert('everything', rows);
        expect(await stored('building')).toEqual(served);
      }),
      { numRuns: 60 },
    );
  });

  it('tells of a row that COPY refuses, and leaves the connection usable', async () => {
    const rows = [{ id: 1 }, { id: 1 }];
    await expect(sqlIn('building').append('everything', rows)).rejects.toMatchObject({ code: '23505' });
    await expect(sqlIn('building').append('everything', [{ id: 2, nothing: 1 }])).rejects.toMatchObject({
      code: '42703',
    });
    await sqlIn('building').append('everything', [{ id: 3 }]);
    expect(await stored('building')).toMatchObject([{ id: 3 }]);
  });

  it('writes more rows than one statement holds', async () => {
    const rows = Array.from({ length: 12_000 }, (_, id) => ({ id, words: 'x' }));
    await sqlIn('read').upsert('everything', rows);
    expect(await stored('read')).toHaveLength(rows.length);
  });

  it('writes to its own tables alone, and not after its batch', async () => {
    const sql = sqlIn('read');
    expect(() => sql.table('mandates')).toThrow('mandates is not a table of projection everything');
    sql.close();
    await expect(sql.query('SELECT 1')).rejects.toThrow('after apply had answered');
    await expect(sql.upsert('everything', [{ id: 1 }])).rejects.toThrow('after apply had answered');
  });
});
