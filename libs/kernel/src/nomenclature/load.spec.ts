import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../project-root.js';
import { loadNomenclatures } from './load.js';
import { NOMENCLATURES } from './nomenclature.js';

const catalogue = loadNomenclatures();

describe('nomenclatures', () => {
  it('loads every file of the folder, and only files that the code names', () => {
    const files = readdirSync(join(projectRoot(), 'libs/kernel/nomenclatures')).map((file) => file.replace('.csv', ''));
    expect([...files].sort()).toEqual([...NOMENCLATURES].sort());
    for (const name of NOMENCLATURES) expect(catalogue.entries(name).length).toBeGreaterThan(3);
  });

  it('every value has a label in both languages, and a source', () => {
    for (const name of NOMENCLATURES) {
      for (const { code, labelFr, labelEn, source } of catalogue.entries(name)) {
        expect([name, code, [labelFr, labelEn, source].includes('')]).toEqual([name, code, false]);
      }
    }
  });

  it('keeps health and justice barriers at their group (domain.md § 4)', () => {
    const fine = catalogue.entries('barriers').filter(({ code }) => /^sante--|judiciaire|violence/.test(code));
    expect(fine).toEqual([]);
    expect(catalogue.has('barriers', 'sante')).toBe(true);
  });

  it.each(['barriers', 'benefits', 'criteria', 'exit-reasons'] as const)('says of all %s who may read them', (name) => {
    const said = new Set(catalogue.entries(name).map(({ extra }) => extra['reserved']));
    expect([...said].toSorted()).toEqual(['no', 'yes']);
  });

  it('reserves criteria of health, disability, justice and child protection (security.md § 1)', () => {
    const reserved = catalogue.entries('criteria').filter(({ extra }) => extra['reserved'] === 'yes');
    expect(reserved.map(({ code }) => code)).toEqual(['aah', 'ase', 'disabled-worker', 'detention']);
  });

  it('emplois francs end on 2024-12-31 and no 2024 district carries an invented code', () => {
    expect(catalogue.entry('schemes', 'emplois-francs')?.validTo).toBe('2024-12-31');
    const districts = catalogue.entries('qpv').filter(({ extra }) => extra.vintage === '2024');
    expect(districts.length).toBeGreaterThan(10);
    expect(districts.every(({ extra }) => extra.official_code === '')).toBe(true);
  });

  it('tells an unknown code', () => {
    expect(catalogue.has('exit-reasons', 'job')).toBe(true);
    expect(catalogue.has('exit-reasons', 'gone-fishing')).toBe(false);
  });
});
