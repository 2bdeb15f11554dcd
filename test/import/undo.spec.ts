import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseViewsProjection } from '@jalons/case-views';
import { asOf, type StoredEvent } from '@jalons/event-log';
import type { ImportSummary } from '@jalons/import';
import { endOfDay, civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { parcoursLife, type ParcoursEvent } from '@jalons/parcours';
import { structuresProjection } from '@jalons/territory';
import { cohort, openImportBench, profileOf, type ImportBench } from '../support/imports.js';
import { ReadModels } from '../support/projections/read-models.js';
import { writeSample } from './sample.js';

const hmis = cohort('hmis-fy2019');
const inCohort = hmis === null ? describe.skip : describe;

inCohort('the undo of a whole import', () => {
  let folder: string;
  let files: readonly string[];
  let bench: ImportBench;
  let first: ImportSummary;
  const models = [caseViewsProjection(loadNomenclatures()), structuresProjection(loadNomenclatures())];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-undo-'));
    files = writeSample(hmis!, folder, 1_000);
    bench = await openImportBench();
    first = await bench.import({ files, profile: await profileOf('hmis') });
  }, 180_000);
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  /** What life was like as known at an instant: every parcours, its entry and its exit. */
  async function livesKnownBy(instant: number): Promise<Readonly<Record<string, unknown>>> {
    const streams: Record<string, StoredEvent[]> = {};
    for (const event of await bench.events()) (streams[event.stream] ??= []).push(event);
    return Object.fromEntries(
      Object.entries(streams).flatMap(([stream, events]) => {
        if (!stream.startsWith('parcours-')) return [];
        const { steps } = parcoursLife(asOf(events as StoredEvent<ParcoursEvent>[], instant) as never);
        return steps.length === 0
          ? []
          : [[stream, steps.map(({ type, data, occurredOn }) => ({ type, data, occurredOn }))]];
      }),
    );
  }

  it('leaves a longer log and empty read models', async () => {
    const before = (await bench.events()).length;
    const undone = await bench.undo(first.import!);
    expect(undone.kept).toEqual([]);
    const events = await bench.events();
    expect(events.length).toBe(before + undone.events);
    expect(undone.voided).toBe(first.events);
    const read = await ReadModels.open(models);
    for (const model of models) {
      await read.fold(model, events);
      for (const [table, rows] of Object.entries(await read.allRows(model))) {
        // What was voided stays in timelines that nobody is shown, and among the entries that folds begin again from.
        if (table === 'parcours_timelines') expect(rows.filter(({ viewers }) => String(viewers) !== '')).toEqual([]);
        else if (table !== 'parcours_withheld' && !table.endsWith('_entries'))
          expect([table, rows]).toEqual([table, []]);
      }
    }
    await read.close();
  });

  it('hides it from every day of the past', async () => {
    for (const day of ['2016-06-30', '2018-03-31', '2019-09-30']) {
      expect(await livesKnownBy(endOfDay(civilDateOf(day), 'Europe/Paris'))).toEqual({});
    }
  });

  it('adds nothing when it is repeated', async () => {
    const before = (await bench.events()).length;
    expect(await bench.undo(first.import!)).toMatchObject({ voided: 0, events: 0, kept: [] });
    expect((await bench.events()).length).toBe(before);
  });

  it('lets the same files be imported again, to the same figures on every day', async () => {
    const fresh = await openImportBench(bench);
    await fresh.import({ files, profile: await profileOf('hmis') });
    const again = await bench.import({ files, profile: await profileOf('hmis') });
    const { people, parcours, exits, overlaps, rows, events } = first;
    expect(again).toMatchObject({ people, parcours, exits, overlaps, rows, events });
    const undone = await bench.undo(again.import!);
    expect(undone).toMatchObject({ voided: events, kept: [] });
    expect(await bench.import({ files, profile: await profileOf('hmis') })).toMatchObject({ parcours, exits, rows });
    const expected = await fresh.events();
    for (const day of ['2016-06-30', '2018-03-31', '2019-09-30']) {
      const instant = endOfDay(civilDateOf(day), 'Europe/Paris');
      const known = await livesKnownBy(instant);
      expect(Object.keys(known).length).toBeGreaterThan(0);
      expect(Object.keys(known).length).toBe(
        new Set(
          asOf(expected, instant)
            .filter(({ type }) => type === 'ParcoursOpened')
            .map(({ stream }) => stream),
        ).size,
      );
    }
    await fresh.close();
  });
});
