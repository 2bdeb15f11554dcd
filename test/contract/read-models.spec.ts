import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadNomenclatures } from '@jalons/kernel';
import type { ProjectionRunner } from '@jalons/projections';
import { projectionsOf } from '@jalons/runtime';
import { newCounter, ProjectionStage, WAIT_MS } from '../support/projections/stage.js';

/** Tables of the served read models, and whether their policies are in force for everybody. */
const TABLES = `
  SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
   WHERE relkind IN ('r', 'p') AND relnamespace = 'read'::regnamespace ORDER BY relname COLLATE "C"`;

describe('the read models of the product', () => {
  const projections = projectionsOf(loadNomenclatures());
  const names = projections.map(({ name }) => name);
  const tables = projections.flatMap((projection) => projection.tables.map(({ name }) => name)).toSorted();
  let stage: ProjectionStage;
  let runner: ProjectionRunner;

  beforeAll(async () => {
    stage = await ProjectionStage.open();
    runner = await stage.start(projections);
    // An event that none of them handles: they have to pass it all the same.
    expect(await runner.waitFor(names, await stage.append(newCounter(), [1]), WAIT_MS)).toBe(true);
  }, 60_000);
  afterAll(() => stage.close());

  const served = async () => (await stage.admin.query<{ name: string; forced: boolean }>(TABLES)).rows;
  const expected = tables.map((name) => ({ name, forced: true }));

  it('are made at the first start, with their policies in force', async () => {
    expect(await served()).toEqual(expected);
  });

  it('are all built beside and swapped, bound to nothing and with the same rights', async () => {
    const outcomes = await runner.rebuild();
    expect(outcomes).toMatchObject(names.map((projection) => ({ projection, status: 'swapped', retired: [] })));
    expect(await served()).toEqual(expected);
    expect(await runner.verify()).toMatchObject(names.map((projection) => ({ projection, status: 'equal' })));
  }, 120_000);
});
