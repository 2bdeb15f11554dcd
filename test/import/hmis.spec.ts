import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportSummary } from '@jalons/import';
import { cohort, filesOf, openImportBench, profileOf, type ImportBench } from '../support/imports.js';

const folder = cohort('hmis-fy2019');
const inCohort = folder === null ? describe.skip : describe;

inCohort('the HMIS cohort', () => {
  let bench: ImportBench;
  let summary: ImportSummary;

  beforeAll(async () => {
    bench = await openImportBench();
    const files = filesOf(folder!, '');
    summary = await bench.import({ files, profile: await profileOf('hmis') });
  }, 120_000);
  afterAll(() => bench.close());

  it('gives people, parcours, exits and overlaps', () => {
    expect(summary).toMatchObject({ people: 4_034, parcours: 6_390, exits: 5_965, overlaps: 436 });
  });

  it('counts every row once', () => {
    const { read, dispositions, records, flags, anomalies } = summary.rows;
    expect(read).toBe(4_034 + 6_390 + 5_965 + 6_023 + 12_334 + 8 + 1);
    expect(Object.values(dispositions).reduce((sum, rows) => sum + rows, 0)).toBe(read);
    // Employment that the source did not collect says nothing of the situation at entry.
    expect(dispositions).toMatchObject({ imported: read - 1_491 - 8, ignored: 1_491, reference: 8 });
    expect(records).toMatchObject({
      service: { imported: 6_023 },
      'entry-situation': { imported: 4_897 },
      'exit-assessment': { imported: 5_946 },
    });
    expect(flags['enrollment']).toMatchObject({ overlap: 436, 'entry-before-birth': 4 });
    expect(anomalies).toEqual([]);
  });
});
