import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsvObjects } from 'hucre';
import { projectRoot } from '../project-root.js';
import { parseCivilDate, type CivilDate } from '../time/civil-date.js';
import { NOMENCLATURES, NomenclatureCatalogue, type NomenclatureEntry, type NomenclatureName } from './nomenclature.js';

const COLUMNS = ['code', 'label_fr', 'label_en', 'valid_from', 'valid_to', 'source', 'status'];

/**
 * Reads every list from `libs/kernel/nomenclatures/*.csv`. A file that breaks the form (missing column, repeated code,
 * unknown status, impossible date) throws, naming file and code: a wrong list must not start.
 */
export function loadNomenclatures(folder = join(projectRoot(), 'libs/kernel/nomenclatures')): NomenclatureCatalogue {
  const lists = new Map<NomenclatureName, readonly NomenclatureEntry[]>();
  for (const name of NOMENCLATURES) lists.set(name, readList(join(folder, `${name}.csv`), name));
  return new NomenclatureCatalogue(lists);
}

function readList(file: string, name: string): NomenclatureEntry[] {
  const { data } = parseCsvObjects<Record<string, string>>(readFileSync(file, 'utf8'), { header: true });
  const seen = new Set<string>();
  return data.map((row) => {
    const missing = COLUMNS.filter((column) => row[column] === undefined && !column.startsWith('valid_'));
    const code = row.code ?? '';
    if (missing.length > 0) throw new Error(`nomenclature ${name}: column ${missing.join(', ')} missing at "${code}"`);
    if (code === '' || seen.has(code)) throw new Error(`nomenclature ${name}: empty or repeated code "${code}"`);
    seen.add(code);
    if (row.status !== 'sourced' && row.status !== 'to-confirm') {
      throw new Error(`nomenclature ${name}: status of "${code}" is neither sourced nor to-confirm`);
    }
    return {
      code,
      labelFr: row.label_fr ?? '',
      labelEn: row.label_en ?? '',
      validFrom: dateOf(name, code, row.valid_from),
      validTo: dateOf(name, code, row.valid_to),
      source: row.source ?? '',
      status: row.status,
      extra: Object.fromEntries(Object.entries(row).filter(([column]) => !COLUMNS.includes(column))),
    };
  });
}

function dateOf(name: string, code: string, text: string | undefined): CivilDate | null {
  if (text === undefined || text === '') return null;
  const date = parseCivilDate(text);
  if (date === null) throw new Error(`nomenclature ${name}: "${text}" of "${code}" is not a date`);
  return date;
}
