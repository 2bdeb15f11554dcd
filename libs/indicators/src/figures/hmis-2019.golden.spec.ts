import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf, type CivilDate, type Uuid } from '@jalons/kernel';
import { FactsDatabase } from '../../../../test/support/indicators/facts-database.js';
import { cohort, filesOf, openImportBench, profileOf } from '../../../../test/support/imports.js';

const folder = cohort('hmis-fy2019');
const inCohort = folder === null ? describe.skip : describe;
const EVENTS_AT_ONCE = 2_000;

const day = civilDateOf;
const YEAR = { from: day('2018-10-01'), to: day('2019-09-30') };
const THREE_YEARS = { from: day('2016-10-01'), to: day('2019-09-30') };

inCohort('HMIS, the year to 30 September 2019 (governance.md § 2, golden test c)', () => {
  let facts: FactsDatabase;
  let territory: Uuid;
  let token: string;

  beforeAll(async () => {
    facts = await FactsDatabase.open();
    const bench = await openImportBench();
    try {
      await bench.import({ files: filesOf(folder!, ''), profile: await profileOf('hmis') });
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
