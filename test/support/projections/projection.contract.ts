import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReadableEvent } from '@jalons/event-log';
import type { Projection } from '@jalons/projections';
import fc from 'fast-check';
import { boundObject } from '../../../libs/projections/src/rebuild/rights.js';
import { ReadModels } from './read-models.js';

export interface ProjectionContract {
  readonly projection: Projection;
  /** Logs as the deciders may write them; together they reach every table. */
  readonly logs: fc.Arbitrary<readonly ReadableEvent[]>;
  /** 40 by default. */
  readonly numRuns?: number;
}

/** $1 qualified table: what must not be in a read model (architecture.md § 3.7). */
const FORBIDDEN = `
  SELECT attribute.attname AS column, 'float' AS why FROM pg_attribute attribute
   WHERE attrelid = $1::regclass AND attnum > 0 AND atttypid IN ('float4'::regtype, 'float8'::regtype)
  UNION ALL
  SELECT attribute.attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef
    JOIN pg_attribute attribute ON attribute.attrelid = adrelid AND attribute.attnum = adnum
   WHERE adrelid = $1::regclass
     AND pg_get_expr(adbin, adrelid) ~* 'now\\(|clock|current_|local|timestamp\\(|nextval|random|uuid'
  UNION ALL
  SELECT attname, 'identity' FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''
  UNION ALL
  SELECT tgname, 'trigger' FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal`;

/** $1 qualified table */
const PRIMARY_KEY = `
  SELECT attribute.attname AS column
    FROM pg_index, unnest(indkey) WITH ORDINALITY AS part (attnum, place)
    JOIN pg_attribute attribute ON attribute.attnum = part.attnum
   WHERE indrelid = $1::regclass AND indisprimary AND attrelid = indrelid ORDER BY place`;

/** $1 qualified table */
const READERS = `
  SELECT has_table_privilege('jalons_api', $1::regclass, 'SELECT')
           OR has_any_column_privilege('jalons_api', $1::regclass, 'SELECT') AS granted,
         EXISTS (SELECT FROM pg_policy WHERE polrelid = $1::regclass AND 'jalons_api'::regrole = ANY (polroles)) AS allowed,
         has_table_privilege('jalons_api', $1::regclass, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes`;

/**
 * What every projection holds to: the same log gives the same rows, whatever the batches, from wherever it started, by
 * statements or by COPY, and after failures; its tables are fit to be compared and swapped.
 */
export function projectionContract({ projection, logs, numRuns = 40 }: ProjectionContract): void {
  describe(`projection ${projection.name}`, () => {
    let models: ReadModels;
    beforeAll(async () => {
      models = await ReadModels.open([projection]);
    });
    afterAll(() => models.close());

    it('gives each prefix of a log the rows of a replay from zero, however it is cut into batches', async () => {
      const reached = new Set<string>();
      const cuts = fc.array(fc.nat(), { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(logs, cuts, async (log, cuts) => {
          await models.clear(projection);
          const ends = [...cuts.map((cut) => cut % (log.length + 1)), log.length].toSorted((a, b) => a - b);
          let start = 0;
          for (const end of ends) {
            const batch = log.slice(start, end);
            // A batch that failed and comes again finds nothing of the first time.
            await models.foldInVain(projection, batch);
            await models.fold(projection, batch);
            start = end;
            await models.clear(projection, 'building');
            await models.fold(projection, log.slice(0, end), 'building');
            const rows = await models.allRows(projection);
            expect(rows).toEqual(await models.allRows(projection, 'building'));
            for (const [table, { length }] of Object.entries(rows)) if (length > 0) reached.add(table);
          }
        }),
        { numRuns },
      );
      expect([...reached].toSorted()).toEqual(projection.tables.map(({ name }) => name).toSorted());
    });

    it('gives the rows of single events, one by one', async () => {
      await fc.assert(
        fc.asyncProperty(logs, async (log) => {
          await models.clear(projection);
          await models.clear(projection, 'building');
          for (const event of log) await models.fold(projection, [event]);
          await models.fold(projection, log, 'building');
          expect(await models.allRows(projection)).toEqual(await models.allRows(projection, 'building'));
        }),
        { numRuns: Math.ceil(numRuns / 4) },
      );
    });

    it.each(projection.tables)(
      'has in $name a natural key, and neither clock, sequence, float nor trigger',
      async (table) => {
        const { rows: key } = await models.owner.query<{ column: string }>(PRIMARY_KEY, [`read.${table.name}`]);
        expect(key.map(({ column }) => column)).toEqual(table.primaryKey);
        expect((await models.owner.query(FORBIDDEN, [`read.${table.name}`])).rows).toEqual([]);
      },
    );

    it.each(projection.tables)(
      'lets the api read $name by a policy or not at all, and never write',
      async ({ name }) => {
        const { rows } = await models.owner.query<{ granted: boolean; allowed: boolean; writes: boolean }>(READERS, [
          `read.${name}`,
        ]);
        expect(rows[0]!.writes).toBe(false);
        expect(rows[0]!.allowed).toBe(rows[0]!.granted);
      },
    );

    it('has tables that can be swapped: nothing is bound to one of them', async () => {
      const tables = projection.tables.map(({ name }) => `read.${name}`);
      expect(await boundObject(models.owner, tables)).toBeNull();
    });
  });
}
