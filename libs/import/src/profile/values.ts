import { addDays, isDayInRange, parseCivilDate, type CivilDate, type NomenclatureName } from '@jalons/kernel';
import { foldedTitle } from '../read/table-columns.js';
import { dayOf, saysNoEnd, timeOf } from './days.js';
import { CellFault } from './cell-fault.js';
import type { FoldedTexts } from './folded-texts.js';
import type { CodeSpec, ComputedSpec, ConditionSpec, DateFormat, ValueSpec } from './profile.js';
import type { StructureNames, StructureOfRow } from './structure-names.js';

export type Scalar = string | number | boolean;

/** Rows of a file that is looked up: by key, the columns kept. */
export type Lookup = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What the values of one table are computed with. */
export interface TableContext {
  /** Place of each column, by its folded title. */
  readonly columns: ReadonlyMap<string, number>;
  readonly dates: readonly DateFormat[];
  readonly codes: Readonly<Record<string, Readonly<Record<string, CodeSpec>>>>;
  readonly lookups: ReadonlyMap<string, Lookup>;
  /** Codes of a list of the product, by themselves and by their French labels, both folded. */
  readonly listed: (list: NomenclatureName) => ReadonlyMap<string, string>;
  readonly structures: StructureNames;
  readonly folded: FoldedTexts;
}

/** What was noted while a row was computed; reset for each row. */
export interface RowNotes {
  readonly flags: Set<string>;
  /** Structures that the row names, those of the source by what it calls them. */
  readonly structures: StructureOfRow[];
}

export type Compute<Result = Scalar> = (cells: readonly string[], notes: RowNotes) => Result | undefined;

/** Prepares a value for the rows of one table; an absent column is an empty cell. */
export function compileValue(spec: ValueSpec, context: TableContext): Compute {
  if (typeof spec === 'string') return columnOf(spec, context);
  const changes = [
    spec.json === undefined ? undefined : fromJson(spec.json, spec),
    spec.match === undefined ? undefined : matched(spec.match, spec.take, spec),
    spec.codes === undefined ? undefined : coded(context.codes[spec.codes]!, spec),
    spec.list === undefined ? undefined : listed(context.listed(spec.list), context.folded, spec),
    spec.fold === undefined ? undefined : (value: Scalar) => context.folded.fold(String(value)),
    spec.date === undefined ? undefined : dated(context.dates, spec),
    spec.as === undefined ? undefined : converted(spec.as, spec),
  ].filter((change) => change !== undefined);
  const origin = originOf(spec, context);
  const later = spec.plusDays === undefined ? undefined : compileValue(spec.plusDays, context);
  const noEnd = spec.noEnd === undefined ? undefined : compileValue(spec.noEnd, context);
  return (cells, notes) => {
    let value = origin(cells, notes);
    if (noEnd !== undefined && value !== undefined && saysNoEnd(String(value), context.dates)) {
      return noEnd(cells, notes);
    }
    for (const change of changes) value = change(value ?? '', notes);
    if (value === undefined || value === '') return undefined;
    return later === undefined ? value : moved(value, later(cells, notes), spec);
  };
}

/** Several values as one key; undefined where one of them is empty. */
export function compileKey(spec: ValueSpec | readonly ValueSpec[], context: TableContext): Compute<readonly string[]> {
  const parts = (Array.isArray(spec) ? (spec as readonly ValueSpec[]) : [spec as ValueSpec]).map((part) =>
    compileValue(part, context),
  );
  return (cells, notes) => {
    const key = parts.map((part) => part(cells, notes));
    return key.some((part) => part === undefined) ? undefined : key.map(String);
  };
}

/** Whether every one of the conditions holds of a row. */
export function compileConditions(
  specs: readonly ConditionSpec[],
  context: TableContext,
): (cells: readonly string[], notes: RowNotes) => boolean {
  const conditions = specs.map((spec) => {
    const value = compileValue(spec.value, context);
    const [wanted, unwanted] = [spec.in && new Set(spec.in), spec.notIn && new Set(spec.notIn)];
    return (cells: readonly string[], notes: RowNotes) => {
      const found = value(cells, notes);
      if (spec.present !== undefined && spec.present !== (found !== undefined)) return false;
      const text = found === undefined ? '' : String(found);
      return (wanted?.has(text) ?? true) && !(unwanted?.has(text) ?? false);
    };
  });
  return (cells, notes) => conditions.every((holds) => holds(cells, notes));
}

/** The column that a value comes from first, for people who look for the cell. */
export function columnBehind(spec: ValueSpec | readonly ValueSpec[]): string {
  if (typeof spec === 'string') return spec;
  if (Array.isArray(spec)) return columnBehind((spec as readonly ValueSpec[])[0]!);
  const { column, of, firstOf, lookup, with: parts } = spec as ComputedSpec;
  if (column !== undefined) return column;
  const inner = of ?? firstOf?.[0] ?? lookup?.key ?? Object.values(parts ?? {})[0];
  return inner === undefined ? '' : columnBehind(inner);
}

/** The columns that a value reads, wherever it reads them. */
export function columnsIn(spec: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof spec === 'string') found.add(spec);
  else if (Array.isArray(spec)) for (const each of spec) columnsIn(each, found);
  else if (typeof spec === 'object' && spec !== null) {
    const { column, of, firstOf, lookup, with: parts, plusDays, noEnd } = spec as ComputedSpec;
    if (column !== undefined) found.add(column);
    for (const each of [of, firstOf, lookup?.key, plusDays, noEnd, ...Object.values(parts ?? {})]) {
      if (each !== undefined) columnsIn(each, found);
    }
  }
  return found;
}

function columnOf(column: string, { columns }: TableContext): Compute {
  const place = columns.get(foldedTitle(column));
  if (place === undefined) return () => undefined;
  return (cells) => {
    const text = cells[place]!.trim();
    return text === '' ? undefined : text;
  };
}

function originOf(spec: ComputedSpec, context: TableContext): Compute {
  const { column, constant, lookup, firstOf, template, of, with: parts = {} } = spec;
  if (column !== undefined) return columnOf(column, context);
  if (constant !== undefined) return () => constant;
  if (of !== undefined) return compileValue(of, context);
  if (firstOf !== undefined) {
    const candidates = firstOf.map((each) => compileValue(each, context));
    return (cells, notes) => {
      for (const candidate of candidates) {
        const value = candidate(cells, notes);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  }
  if (lookup !== undefined) {
    const key = compileValue(lookup.key, context);
    return (cells, notes) => {
      const wanted = key(cells, notes);
      const row = wanted === undefined ? undefined : context.lookups.get(lookup.in)?.get(String(wanted));
      const text = row?.[foldedTitle(lookup.take)] ?? '';
      return text === '' ? undefined : text;
    };
  }
  return templated(template!, parts, context);
}

/** Fills `{name}` places; the parts between square brackets are left out where one of their names is empty. */
function templated(template: string, parts: Readonly<Record<string, ValueSpec>>, context: TableContext): Compute {
  const values = Object.entries(parts).map(([name, spec]) => [name, compileValue(spec, context)] as const);
  return (cells, notes) => {
    const found = new Map(values.map(([name, value]) => [name, value(cells, notes)]));
    const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(found.get(name) ?? ''));
    const lacks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].some(([, name]) => found.get(name!) === undefined);
    const text = filled(template.replaceAll(/\[([^[\]]*)\]/g, (_, part: string) => (lacks(part) ? '' : part))).trim();
    return text === '' ? undefined : text;
  };
}

type Change = (value: Scalar, notes: RowNotes) => Scalar | undefined;

function fromJson(path: string, spec: ComputedSpec): Change {
  const steps = path.split('.');
  return (value) => {
    if (value === '') return undefined;
    try {
      const found = steps.reduce<unknown>(
        (node, step) => (node as Record<string, unknown> | null | undefined)?.[step],
        JSON.parse(String(value)),
      );
      return found === null || typeof found === 'object' ? undefined : (found as Scalar | undefined);
    } catch {
      throw new CellFault('cell-wrong-shape', columnBehind(spec));
    }
  };
}

function matched(pattern: string, take: string | undefined, spec: ComputedSpec): Change {
  const shape = RegExp(pattern, 'u');
  return (value) => {
    if (value === '') return undefined;
    const match = shape.exec(String(value));
    if (match === null) throw new CellFault('cell-wrong-shape', columnBehind(spec));
    const text = (take ?? '$0').replaceAll(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    return text === '' ? undefined : text;
  };
}

function coded(table: Readonly<Record<string, CodeSpec>>, spec: ComputedSpec): Change {
  return (value, notes) => {
    const text = String(value);
    const known = Object.hasOwn(table, text) ? table[text] : text === '' ? null : table['*'];
    if (known === undefined) throw new CellFault('cell-unknown-code', columnBehind(spec));
    if (known === null || typeof known === 'string') return known ?? undefined;
    notes.flags.add(known.flag);
    return known.value ?? undefined;
  };
}

function listed(codes: ReadonlyMap<string, string>, folded: FoldedTexts, spec: ComputedSpec): Change {
  return (value) => {
    if (value === '') return undefined;
    const code = codes.get(folded.fold(String(value)));
    if (code === undefined) throw new CellFault('cell-unknown-code', columnBehind(spec));
    return code;
  };
}

function dated(formats: readonly DateFormat[], spec: ComputedSpec): Change {
  return (value) => {
    if (value === '') return undefined;
    const day = dayOf(String(value), formats);
    if (day === null) throw new CellFault('cell-not-a-date', columnBehind(spec));
    return inRange(day, spec);
  };
}

function moved(value: Scalar, days: Scalar | undefined, spec: ComputedSpec): CivilDate {
  const from = parseCivilDate(String(value));
  const count = Number(days ?? 0);
  if (from === null || !Number.isInteger(count) || Math.abs(count) > 100_000) {
    throw new CellFault('cell-not-a-date', columnBehind(spec.plusDays!));
  }
  return inRange(addDays(inRange(from, spec), count), spec);
}

function inRange(day: CivilDate, spec: ComputedSpec): CivilDate {
  if (!isDayInRange(day)) throw new CellFault('cell-day-out-of-range', columnBehind(spec));
  return day;
}

const YES_OR_NO: Readonly<Record<string, boolean>> = {
  oui: true,
  non: false,
  o: true,
  n: false,
  vrai: true,
  faux: false,
  yes: true,
  no: false,
  true: true,
  false: false,
  '1': true,
  '0': false,
};

function converted(as: NonNullable<ComputedSpec['as']>, spec: ComputedSpec): Change {
  return (value) => {
    if (value === '') return undefined;
    const text = String(value).trim();
    if (as === 'boolean') {
      const known = YES_OR_NO[text.toLowerCase()];
      if (known === undefined) throw new CellFault('cell-unknown-code', columnBehind(spec));
      return known;
    }
    if (as === 'time') {
      const time = timeOf(text);
      if (time === null) throw new CellFault('cell-wrong-shape', columnBehind(spec));
      return time;
    }
    const number = Number(text.replace(',', '.'));
    if (!Number.isFinite(number) || (as === 'integer' && !Number.isInteger(number))) {
      throw new CellFault('cell-not-a-number', columnBehind(spec));
    }
    return number;
  };
}
