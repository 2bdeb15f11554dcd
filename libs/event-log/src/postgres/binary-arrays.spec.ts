import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from './binary-arrays.js';

describe('binary arrays arrive as they were', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.urls.cli });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** What PostgreSQL makes of the bytes, element by element as text. */
  const seen = async (type: string, bytes: Buffer): Promise<(string | null)[]> => {
    const text = type === 'bytea' ? `encode(v, 'hex')` : 'v::text';
    const { rows } = await client.query<[string]>({
      text: `SELECT ${text} FROM unnest($1::${type}[]) WITH ORDINALITY u (v, n) ORDER BY n`,
      values: [bytes],
      rowMode: 'array',
    });
    return rows.map(([value]) => value);
  };
  const arrives = <T>(
    values: fc.Arbitrary<T>,
    type: string,
    encode: (v: T[]) => Buffer,
    text: (v: T) => string,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 20 }), async (list) => {
        expect(await seen(type, encode(list))).toEqual(list.map(text));
      }),
      { numRuns: 40 },
    );

  it('int4', () => arrives(fc.integer(), 'int4', int4Array, String));
  it('int8', () => arrives(fc.maxSafeInteger(), 'int8', int8Array, String));
  it('uuid', () => arrives(fc.uuid(), 'uuid', uuidArray, String));
  it('text', () =>
    arrives(
      fc.string({ unit: 'binary' }).filter((value) => !value.includes('\u0000')),
      'text',
      textArray,
      String,
    ));
  it('bytea', () => arrives(fc.uint8Array(), 'bytea', byteaArray, (value) => Buffer.from(value).toString('hex')));
});
