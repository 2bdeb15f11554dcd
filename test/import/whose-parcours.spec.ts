import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportSummary } from '@jalons/import';
import { OwnSource } from './own-source.js';

const TITLES = 'personne;parcours;nom;entrée;sortie;motif de sortie;modifiée le';
const file = (...rows: readonly string[]) => [TITLES, ...rows].join('\n');

describe('rows that name somebody else’s parcours', () => {
  let source: OwnSource;

  beforeEach(async () => {
    source = await OwnSource.open();
  });
  afterEach(() => source.close());

  const people = async () =>
    (await source.inStreams('beneficiary')).filter(({ type }) => type === 'BeneficiaryRegistered');
  const sumOf = ({ rows }: ImportSummary) => Object.values(rows.dispositions).reduce((sum, own) => sum + own, 0);

  it('write nothing: neither an exit into her parcours, nor a person who is none', async () => {
    await source.import({ a: file('A;Q;Exemple;2024-01-05;;;') });
    const before = (await source.bench.events()).length;
    // Without a name, with one, and with a step of hers that names nobody.
    const slips = {
      b: 'personne;parcours;entrée;sortie;motif de sortie\nB;Q;2024-01-05;2024-03-01;Déménagement',
      c: file('C;Q;Exemple;2024-01-05;2024-03-01;Déménagement;'),
    };
    for (const [name, text] of Object.entries(slips)) {
      const refused = await source.import({ [name]: text });
      expect(refused.rows).toMatchObject({ read: 1, dispositions: { refused: 1 } });
      expect(new Set(refused.rows.anomalies.map(({ anomaly }) => anomaly))).toEqual(
        new Set(['parcours-of-another-person']),
      );
      expect(refused).toMatchObject({ events: 0, people: 0 });
    }
    expect((await source.bench.events()).length).toBe(before);
    expect(await source.lives()).toEqual([['ParcoursOpened 2024-01-05']]);
  });

  it('leave the steps of that parcours that name nobody, and what else they say', async () => {
    await source.import({ a: file('A;Q;Exemple;2024-01-05;;;') });
    const summary = await source.import({
      b: file('B;Q;Essai;2024-01-05;2024-03-01;Déménagement;', 'B;R;Essai;2024-02-01;;;'),
      c: 'parcours;étape;date;canal\nQ;Contact;2024-01-20;Téléphone',
    });
    expect(summary.rows).toMatchObject({ read: 3, dispositions: { refused: 1, imported: 2 } });
    expect(await source.lives()).toEqual([
      ['ParcoursOpened 2024-01-05', 'ContactAttempted 2024-01-20'],
      ['ParcoursOpened 2024-02-01'],
    ]);
    expect((await people()).map(({ data }) => (data as { familyName?: string }).familyName)).toEqual([
      'Exemple',
      'Essai',
    ]);
  });

  it('of a new one make it hers whose row is the latest, and each line counts once', async () => {
    const contested = (a: string, b: string) =>
      file(
        `A;Q;Exemple;2024-01-05;;;${a}`,
        `B;Q;Essai;2024-01-06;;;${b}`,
        'A;R;Exemple;2023-01-01;2023-02-01;Déménagement;',
      );
    const [earlier, later] = ['2024-01-08', '2024-02-08'];
    for (const [winner, text] of [
      ['Essai', contested(earlier, later)],
      ['Exemple', contested(later, earlier)],
    ] as const) {
      const own = await OwnSource.open();
      const summary = await own.import({ a: text });
      expect(summary.rows.read).toBe(3);
      expect(sumOf(summary)).toBe(3);
      expect(summary.rows.records['entry']).toMatchObject({ imported: 2, superseded: 1 });
      const events = await own.bench.events();
      const opened = events.findLast(({ type, occurredOn }) => type === 'ParcoursOpened' && occurredOn > '2024')!;
      const owner = events.find(
        ({ stream, type }) => stream.endsWith(opened.keyId) && type === 'BeneficiaryRegistered',
      );
      expect(owner?.data).toMatchObject({ familyName: winner });
      expect(opened.data).toMatchObject({ beneficiaryId: opened.keyId });
      await own.close();
    }
  });

  it('of a new one are all refused where nothing tells which is right', async () => {
    const summary = await source.import({
      a: file('A;Q;Exemple;2024-01-05;;;', 'B;Q;Essai;2024-01-06;2024-03-01;Déménagement;'),
    });
    expect(summary.rows).toMatchObject({ read: 2, dispositions: { refused: 2 } });
    expect(summary.rows.anomalies).toContainEqual(
      expect.objectContaining({ record: 'entry', anomaly: 'key-repeated', rows: 2 }),
    );
    expect(await source.lives()).toEqual([]);
  });
});
