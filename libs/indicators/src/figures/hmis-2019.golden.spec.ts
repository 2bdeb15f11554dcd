import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportSummary } from '@jalons/import';
import { civilDateOf, type CivilDate, type Uuid } from '@jalons/kernel';
import { FactsDatabase } from '../../../../test/support/indicators/facts-database.js';
import { cohort, filesOf, openImportBench, profileOf } from '../../../../test/support/imports.js';

const folder = cohort('hmis-fy2019');
const inCohort = folder === null ? describe.skip : describe;
const EVENTS_AT_ONCE = 2_000;

const day = civilDateOf;
const YEAR = { from: day('2018-10-01'), to: day('2019-09-30') };
const THREE_YEARS = { from: day('2016-10-01'), to: day('2019-09-30') };

// In full once in each run: what the import says of it, and the figures that follow.
inCohort('HMIS, the year to 30 September 2019 (governance.md § 2, golden test c)', () => {
  let facts: FactsDatabase;
  let territory: Uuid;
  let token: string;
  let summary: ImportSummary;

  beforeAll(async () => {
    facts = await FactsDatabase.open();
    const bench = await openImportBench();
    try {
      summary = await bench.import({ files: filesOf(folder!, ''), profile: await profileOf('hmis') });
      const events = await bench.events();
      territory = events.find(({ type }) => type === 'ParcoursOpened')!.territory!;
      for (let start = 0; start < events.length; start += EVENTS_AT_ONCE) {
        await facts.fold(events.slice(start, start + EVENTS_AT_ONCE));
      }
    } finally {
      await bench.close();
    }
    token = await facts.coordinator(territory);
  }, 300_000);
  afterAll(() => facts.close());

  async function figures(window: { readonly from: CivilDate; readonly to: CivilDate }, asOf: string) {
    const values: (number | null)[] = [];
    for (const id of ['people-active', 'parcours-active', 'exits', 'exits-unknown']) {
      values.push((await facts.ask(id, { ...window, asOf: day(asOf), territory }, token)).value);
    }
    return values;
  }

  it('is imported: people, parcours, exits and overlaps', () => {
    expect(summary).toMatchObject({ people: 4_034, parcours: 6_390, exits: 5_965, overlaps: 436 });
  });

  it('has every row counted once by the import', () => {
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

  it.each([
    ['2018-12-31', [739, 805, 337, 42]],
    ['2019-03-31', [891, 962, 505, 70]],
    ['2019-09-28', [1_030, 1_111, 686, 73]],
    ['2026-01-01', [1_030, 1_111, 686, 73]],
  ])('gives the people, parcours, exits and unknown ones that were known on %s', async (asOf, known) => {
    expect(await figures(YEAR, asOf)).toEqual(known);
  });

  it('gives the official totals of three years', async () => {
    expect(await figures(THREE_YEARS, '2026-01-01')).toEqual([2_952, 4_341, 3_916, 699]);
  });
});
