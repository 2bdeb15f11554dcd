import { describe, expect, it } from '@jest/globals';
import type { SourceTable } from '../read/source-table.js';
import { matchFiles } from './match-files.js';
import { ownFormat } from './own-format.js';

const profile = ownFormat();
const table = (...columns: readonly string[]) => ({ name: 'fichier.csv', columns }) as unknown as SourceTable;
const taken = (...columns: readonly string[]) => matchFiles([table(...columns)], profile)[0]?.spec?.name;

describe('a table that several files of a profile match', () => {
  it('is the one that asks for more', () => {
    expect(taken('personne', 'nom')).toBe('people');
    expect(taken('personne', 'nom', 'entrée', 'sortie')).toBe('people-and-parcours');
    expect(taken('personne', 'entrée', 'sortie')).toBe('parcours');
  });

  it('is, where neither asks for what the other does, the one that reads more of its columns', () => {
    expect(taken('personne', 'nom', 'prénom', 'étape', 'date', 'canal', 'joint')).toBe('steps');
    expect(taken('personne', 'nom', 'prénom', 'sexe', 'téléphone', 'courriel', 'étape', 'date')).toBe('people');
  });

  it('is asked for where nothing tells, and taken for what is said', () => {
    const rivals = {
      ...profile,
      files: [
        { name: 'one', requires: ['clé', 'jour'], records: [] },
        { name: 'other', requires: ['clé', 'lieu'], records: [] },
      ],
    };
    const both = [table('clé', 'jour', 'lieu')];
    expect(() => matchFiles(both, rivals)).toThrow(
      expect.objectContaining({
        code: 'file-of-another-format',
        problems: [expect.objectContaining({ code: 'file-of-several-formats' })],
      }) as unknown as Error,
    );
    expect(matchFiles(both, rivals, [{ table: 'fichier.csv', as: 'other', columns: {} }])[0]?.spec?.name).toBe('other');
  });
});
