import { describe, expect, it } from '@jest/globals';
import {
  choiceFor,
  lacking,
  mappingOf,
  shares,
  sizeOf,
  stepOf,
  written,
  type ImportReport,
  type Table,
} from './import.js';

const profile = {
  id: 'jalons',
  title: 'Le nôtre',
  files: [{ name: 'personnes', requires: ['nom', 'entrée'], columns: ['nom', 'prénom', 'entrée', 'qpv'] }],
};
const table: Table = {
  ...{ name: 'a.csv', as: 'personnes', columns: ['NOM', 'Prenom', 'Arrivée', 'x'] },
  ...{ used: [{ column: 'entrée', theirs: 'Arrivée' }], missing: [], unused: ['x'] },
};
const report = (dispositions: Partial<NonNullable<ImportReport['rows']['dispositions']>>): ImportReport => ({
  rows: {
    read: 10,
    dispositions: {
      ...{ imported: 0, changed: 0, unchanged: 0, superseded: 0, quarantined: 0, refused: 0, ignored: 0, reference: 0 },
      ...dispositions,
    },
  },
  ...{ people: 0, parcours: 0, exits: 0, overlaps: 0, duplicates: 0, anomalies: [], examples: [], moreExamples: 0 },
});

describe('an import on its way', () => {
  it('stands at one of four steps', () => {
    expect((['collecting', 'to-map', 'running', 'undoing'] as const).map(stepOf)).toEqual([
      ...(['files', 'check', 'write', 'result'] as const),
    ]);
  });

  it('counts what is written, and names what becomes of rows, what needs a hand first', () => {
    const found = report({ imported: 6, changed: 1, refused: 3 });
    expect(written(found)).toBe(7);
    expect(shares(found)).toEqual([
      ['refused', 3],
      ['imported', 6],
      ['changed', 1],
    ]);
  });

  it('says sizes as people do', () => {
    expect(sizeOf(12_300, 'fr')).toMatch(/^12\sko$/u);
    expect(sizeOf(1_240_000, 'fr')).toMatch(/^1,2\sMo$/u);
  });
});

describe('the columns of a file', () => {
  it('begin with what was found, then with those of the same name', () => {
    expect(choiceFor(table, profile)).toEqual({
      as: 'personnes',
      columns: { nom: 'NOM', prénom: 'Prenom', entrée: 'Arrivée' },
    });
    expect(choiceFor(table, profile, 'inconnu')).toEqual({ as: '', columns: {} });
  });

  it('lack what the profile needs until it is chosen', () => {
    expect(lacking({ as: 'personnes', columns: { nom: 'NOM', entrée: '' } }, profile)).toEqual(['entrée']);
    expect(lacking({ as: '', columns: {} }, profile)).toEqual([]);
  });

  it('are sent for the files of the profile alone, without empty choices', () => {
    const choices = new Map([
      ['a.csv', { as: 'personnes', columns: { nom: 'NOM', qpv: '' } }],
      ['b.csv', { as: '', columns: {} }],
    ]);
    expect(mappingOf(choices)).toEqual([{ table: 'a.csv', as: 'personnes', columns: { nom: 'NOM' } }]);
  });
});
