import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot, type Codes } from '@jalons/kernel';
import { parseCsvObjects } from 'hucre';
import { FAMILIES, type ClassRule, type ClassTable, type Family } from './class-table.js';
import { DefinitionCatalogue } from './catalogue.js';
import { definitionFile, type IndicatorDefinition } from './definition.js';

const FOLDER = join(projectRoot(), 'libs/indicators');

/**
 * Reads every definition from `libs/indicators/definitions/<id>.v<version>.json`, and the tables of classes that they
 * name. A file that breaks the form, or names what does not exist, throws: a wrong definition must not start.
 * @param codes answers for the nomenclatures `exit-reasons` and `contracts`
 */
export function loadDefinitions(codes: Codes, folder = FOLDER): DefinitionCatalogue {
  const definitions = join(folder, 'definitions');
  const files = readdirSync(definitions).filter((file) => file.endsWith('.json'));
  return new DefinitionCatalogue(
    files.toSorted().map((file) => readDefinition(join(definitions, file), folder, codes)),
  );
}

function readDefinition(file: string, folder: string, codes: Codes): IndicatorDefinition {
  const parsed = definitionFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`definition ${file}: ${issuesOf(parsed.error.issues)}`);
  const definition = parsed.data;
  const named = `${definition.id}.v${definition.version}.json`;
  if (basename(file) !== named) throw new Error(`definition ${file}: not ${named}`);
  if (definition.measure !== 'rate') return definition;
  const classes = readClasses(folder, definition.classes, codes);
  const neutral = new Set(classes.rules.flatMap(({ family, reason }) => (family === 'neutralised' ? [reason] : [])));
  const strange = definition.neutralised.filter((reason) => !neutral.has(reason));
  if (strange.length > 0) throw new Error(`definition ${file}: ${strange.join()} not neutralised in its classes`);
  return { ...definition, classes };
}

function issuesOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`).join('; ');
}

function readClasses(
  folder: string,
  { table, version }: { readonly table: string; readonly version: number },
  codes: Codes,
): ClassTable {
  const name = `${table}.v${version}`;
  const text = readFileSync(join(folder, 'classes', `${name}.csv`), 'utf8');
  const { data } = parseCsvObjects<Record<string, string>>(text, { header: true });
  const rules = data.map((row) => ruleOf(name, row, codes));
  const last = rules.at(-1);
  if (last?.reason !== '*' || last.contract !== null || last.minMonths !== null || last.belowMonths !== null) {
    throw new Error(`classes ${name}: the last line must match everything`);
  }
  return { table, version, rules };
}

function ruleOf(name: string, row: Record<string, string>, codes: Codes): ClassRule {
  const { reason = '', contract = '', family = '', status = '', source = '' } = row;
  const refuse = (what: string) => new Error(`classes ${name}: ${what} in "${Object.values(row).join()}"`);
  if (reason !== '*' && !codes.has('exit-reasons', reason)) throw refuse('unknown reason');
  if (contract !== '' && !codes.has('contracts', contract)) throw refuse('unknown contract');
  if (!FAMILIES.includes(family as Family)) throw refuse('unknown family');
  if (status !== 'sourced' && status !== 'to-confirm') throw refuse('unknown status');
  if (source === '') throw refuse('no source');
  return {
    reason,
    contract: contract === '' ? null : contract,
    minMonths: months(row.min_months, refuse),
    belowMonths: months(row.below_months, refuse),
    family: family as Family,
    status,
    source,
  };
}

function months(text: string | undefined, refuse: (what: string) => Error): number | null {
  if (text === undefined || text === '') return null;
  if (!/^\d{1,3}$/.test(text)) throw refuse('no number of months');
  return Number(text);
}
