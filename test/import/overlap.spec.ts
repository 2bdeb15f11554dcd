import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ownFormat } from '@jalons/import';
import { OwnSource } from './own-source.js';

const TITLES = 'personne;parcours;nom;entrée;sortie;motif de sortie;modifiée le';
const file = (...rows: readonly string[]) => [TITLES, ...rows].join('\n');
const LEFT = 'A;P1;Exemple;2024-01-05;2024-06-30;Déménagement;';
const AGAIN = 'A;P2;Exemple;2024-07-01;;;';

describe('one parcours at a time, by what the log and the file say together', () => {
  let source: OwnSource;

  beforeEach(async () => {
    source = await OwnSource.open();
  });
  afterEach(() => source.close());

  const outsideOf = async (text: string) => (await source.import({ next: text })).rows.anomalies;
  const P1 = ['ParcoursOpened 2024-01-05', 'ParcoursExited 2024-06-30'];

  it('takes the exit that the log knows, where the file no longer says it', async () => {
    await source.import({ a: file(LEFT) });
    expect(await outsideOf(file('A;P1;Exemple;2024-01-05;;;', AGAIN))).toEqual([]);
    expect(await source.lives()).toEqual([P1, ['ParcoursOpened 2024-07-01']]);
  });

  it('moves no exit into the next parcours, nor an entry into the one before', async () => {
    await source.import({ a: file(LEFT, AGAIN) });
    const later = LEFT.replace('06-30', '09-30');
    expect(await outsideOf(file(later))).toEqual([
      { record: 'exit', anomaly: 'overlap-refused', disposition: 'refused', rows: 1 },
    ]);
    expect(await outsideOf(file(AGAIN.replace('07-01', '06-01')))).toEqual([
      { record: 'entry', anomaly: 'overlap-refused', disposition: 'refused', rows: 1 },
    ]);
    expect(await source.lives()).toEqual([P1, ['ParcoursOpened 2024-07-01']]);
    // Both moved at once leave each other room, whichever comes first.
    expect(await outsideOf(file(later, AGAIN.replace('07-01', '09-30')))).toEqual([]);
    expect(await source.lives()).toEqual([[P1[0], 'ParcoursExited 2024-09-30'], ['ParcoursOpened 2024-09-30']]);
  });

  it('takes days around an opening that was undone by hand', async () => {
    await source.import({ a: file('A;P1;Exemple;2024-07-01;;;') });
    await source.undoneByHand(await source.entry('ParcoursOpened'));
    expect(await outsideOf(file('A;P2;Exemple;2024-01-05;;;'))).toEqual([]);
    expect(await source.lives()).toEqual([['ParcoursOpened 2024-01-05']]);
  });

  it('keeps an exit whose undo would open a parcours beside one that began since', async () => {
    await source.import({ a: file('A;P1;Exemple;2024-01-05;;;') });
    const exit = await source.import({ b: file(LEFT) });
    const next = await source.import({ c: file(LEFT, AGAIN) });
    const kept = async () => (await source.bench.undo(exit.import!)).kept.map((one) => `${one.type} ${one.because}`);
    expect(await kept()).toEqual(['ParcoursExited has-dependants']);
    expect(await source.lives()).toEqual([P1, ['ParcoursOpened 2024-07-01']]);
    // Once that one is no more, the undo that is repeated takes it.
    await source.bench.undo(next.import!);
    expect(await kept()).toEqual([]);
    expect(await source.lives()).toEqual([[P1[0]]]);
  });

  it('undone, puts back what an import that let parcours overlap found', async () => {
    const own = ownFormat();
    const profile = { ...own, policies: { ...own.policies, overlap: 'flag' as const } };
    await source.import({ a: file('A;P1;Exemple;2024-01-05;;;', AGAIN) }, { profile });
    const exit = await source.import({ b: file(LEFT, AGAIN) }, { profile });
    expect((await source.bench.undo(exit.import!)).kept).toEqual([]);
    expect(await source.lives()).toEqual([[P1[0]], ['ParcoursOpened 2024-07-01']]);
  });

  it('undoes two parcours of one import as a whole', async () => {
    await source.import({ a: file('A;P1;Exemple;2024-01-05;;;') });
    const both = await source.import({ b: file(LEFT, AGAIN) });
    expect((await source.bench.undo(both.import!)).kept).toEqual([]);
    expect(await source.lives()).toEqual([['ParcoursOpened 2024-01-05']]);
  });
});
