import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportSummary } from '@jalons/import';
import { startTypeScript } from '../support/child-process.js';
import { cohort, openImportBench, profileOf, type ImportBench } from '../support/imports.js';
import { toldLog } from './told-log.js';
import { writeSample } from './sample.js';

const hmis = cohort('hmis-fy2019');
const inCohort = hmis === null ? describe.skip : describe;

/** Where the power is cut: around appends and records, early, in the middle, late. */
const CUTS = [
  { what: 'append', call: 1, when: 'before' },
  { what: 'append', call: 9, when: 'after' },
  { what: 'record', call: 8, when: 'after' },
  { what: 'append', call: 70, when: 'after' },
] as const;

inCohort('an import that is cut short', () => {
  let folder: string;
  let files: readonly string[];
  let whole: ImportBench;
  let cut: ImportBench;
  let summary: ImportSummary;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-sample-'));
    files = writeSample(hmis!, folder, 1_000);
    whole = await openImportBench();
    cut = await openImportBench(whole);
    summary = await whole.import({ files, profile: await profileOf('hmis') });
  }, 180_000);
  afterAll(async () => {
    await cut.close();
    await whole.close();
    rmSync(folder, { recursive: true });
  });

  it('is taken up again wherever it was killed, and leaves the log of one that was not', async () => {
    for (const killAt of CUTS) {
      const work = { urls: cut.database.urls, secretsFolder: cut.secretsFolder, files, profile: 'hmis', killAt };
      const child = startTypeScript('test/import/import.child.ts', [JSON.stringify(work)]);
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
    }
    const resumed = await cut.import({ files, profile: await profileOf('hmis') });
    expect(resumed.resumed).toBe(true);
    expect(toldLog(await cut.events())).toEqual(toldLog(await whole.events()));
    const { people, parcours, exits, overlaps, rows } = summary;
    expect(resumed).toMatchObject({ people, parcours, exits, overlaps, rows });
  }, 120_000);

  it('adds nothing when it is repeated, in whatever order its files come', async () => {
    const before = (await cut.events()).length;
    const again = await cut.import({ files: files.toReversed(), profile: await profileOf('hmis') });
    expect((await cut.events()).length).toBe(before);
    expect(again).toMatchObject({ resumed: false, events: 0, people: summary.people, parcours: summary.parcours });
    expect(again.rows.dispositions).toMatchObject({
      imported: 0,
      changed: 0,
      unchanged: summary.rows.dispositions.imported,
    });
  });
});
