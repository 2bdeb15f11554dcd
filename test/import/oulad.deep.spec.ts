import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportSummary } from '@jalons/import';
import { cohort, filesOf, openImportBench, profileOf, type ImportBench } from '../support/imports.js';

const folder = cohort('oulad');
const inCohort = folder === null ? describe.skip : describe;

/** Every count of the table of `../shared/reference/README.md`. */
inCohort('the OULAD cohort', () => {
  let bench: ImportBench;
  let summary: ImportSummary;
  const anomaly = (record: string, code: string) =>
    summary.rows.anomalies.filter((one) => one.record === record && one.anomaly === code);
  const flag = (record: string, name: string) => summary.rows.flags[record]?.[name] ?? 0;
  const ofResults = (record: string, name: string) =>
    ['pass', 'fail', 'distinction'].reduce((sum, result) => sum + flag(record, `${name}:oulad-${result}`), 0);

  beforeAll(async () => {
    bench = await openImportBench();
    const files = filesOf(folder!, 'oulad_events', 'oulad_outcomes');
    const begun = Date.now();
    summary = await bench.import({ files, profile: await profileOf('oulad') });
    console.log(`OULAD: ${Math.round((Date.now() - begun) / 1_000)} s, ${summary.events} events`);
  }, 1_800_000);
  afterAll(() => bench.close());

  it('sums to its rows', () => {
    const { read, dispositions } = summary.rows;
    expect(read).toBe(239_014);
    expect(dispositions).toEqual({
      ...{ imported: 238_908, quarantined: 97, refused: 9 },
      ...{ changed: 0, unchanged: 0, superseded: 0, ignored: 0, reference: 0 },
    });
  });

  it('leaves people and parcours after the quarantine', () => {
    expect(summary).toMatchObject({ people: 28_755, parcours: 32_548, overlaps: 2_110 });
    const { registration } = summary.rows.records;
    expect(registration).toEqual({ imported: 32_548, quarantined: 45 });
    expect(summary.parcours - summary.exits).toBe(93);
  });

  it('counts each anomaly', () => {
    expect(anomaly('registration', 'cell-missing')).toMatchObject([{ disposition: 'quarantined', rows: 45 }]);
    const orphans = summary.rows.anomalies.filter((one) => one.anomaly === 'without-opening');
    expect(orphans.reduce((sum, { rows }) => sum + rows, 0)).toBe(52);
    expect(anomaly('result', 'second-exit')).toMatchObject([{ disposition: 'refused', rows: 9 }]);
    // 3 of the 588 and 4 of the 13 lie among the quarantined.
    expect(flag('submission', 'after-exit:abandonment')).toBe(588 - 3);
    expect(ofResults('submission', 'after-exit')).toBe(15);
    expect(flag('submission', 'on-exit-day:abandonment')).toBe(98);
    expect(flag('prior-result', 'before-opening')).toBe(115);
    expect(flag('prior-result', 'after-exit:abandonment')).toBe(13 - 4);
  });
});
