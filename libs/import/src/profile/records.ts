import type { CriterionAnswer } from '@jalons/beneficiaries';
import { parseCivilDate, type CivilDate, type Uuid } from '@jalons/kernel';
import type { MappedCriterion, MappedData, MappedRow, RowReference } from '../rows/mapped-row.js';
import type { RowIds } from '../rows/row-ids.js';
import { CellFault } from './cell-fault.js';
import {
  isReference,
  isValue,
  type DataSpec,
  type PersonRecord,
  type RecordSpec,
  type ReferenceSpec,
  type StepRecord,
  type StructureRecord,
  type ValueSpec,
} from './profile.js';
import type { StructureOfRow } from './structure-names.js';
import {
  columnBehind,
  compileConditions,
  compileKey,
  compileValue,
  type Compute,
  type RowNotes,
  type Scalar,
  type TableContext,
} from './values.js';

/** What a row came to under one record: nothing, faults of its cells, or what it says. */
export interface RecordResult {
  readonly faults?: readonly CellFault[];
  readonly mapped?: MappedRow;
  /** Structures that the row names beside its own. */
  readonly named?: RowNotes['structures'];
}

export type CompiledRecord = (table: number, line: number, cells: readonly string[]) => RecordResult;

type Cells = readonly string[];
type Keyed = ValueSpec | readonly ValueSpec[];

/** Prepares a record for the rows of one table. */
export function compileRecord(spec: RecordSpec, context: TableContext, ids: RowIds): CompiledRecord {
  const applies = compileConditions(spec.when ?? [], context);
  const map = spec.of === 'structure' ? structureMapper(spec, context, ids) : entryMapper(spec, context, ids);
  // Dozens of records look at each row and one takes it: what is noted is made when there is something to note.
  let notes = newNotes();
  return (table, line, cells) => {
    if (notes.flags.size > 0 || notes.structures.length > 0) notes = newNotes();
    const faults: CellFault[] = [];
    try {
      if (!applies(cells, notes)) return NOTHING;
    } catch (error) {
      faults.push(faultIn(error));
    }
    const own = notes;
    notes = newNotes();
    const attempt: Attempt = (work) => {
      try {
        return work();
      } catch (error) {
        faults.push(faultIn(error));
        return undefined;
      }
    };
    const result = map({ table, line, record: spec.record }, cells, own, attempt, faults);
    return faults.length > 0 ? { faults } : result;
  };
}

const NOTHING: RecordResult = {};

function newNotes(): RowNotes {
  return { flags: new Set(), structures: [] };
}

/** @throws whatever is no fault of a cell */
function faultIn(error: unknown): CellFault {
  if (error instanceof CellFault) return error;
  throw error;
}

type Attempt = <Result>(work: () => Result) => Result | undefined;
type Mapper = (
  origin: { readonly table: number; readonly line: number; readonly record: string },
  cells: Cells,
  notes: RowNotes,
  attempt: Attempt,
  faults: CellFault[],
) => RecordResult;

function structureMapper(spec: StructureRecord, context: TableContext, ids: RowIds): Mapper {
  const key = needed(spec.structure, context);
  const [name, kind] = [needed(spec.name, context), needed(spec.kind, context)];
  return (origin, cells, notes, attempt, faults) => {
    const structure = attempt(() => ids.aggregate('structure', key(cells, notes)));
    if (!context.structures.mayDescribe)
      faults.push(new CellFault('structure-not-yours', columnBehind(spec.structure)));
    const [title] = attempt(() => name(cells, notes)) ?? [];
    const [code] = attempt(() => kind(cells, notes)) ?? [];
    return { mapped: { ...origin, of: 'structure', structure: structure!, name: title!, kind: code! } };
  };
}

function entryMapper(spec: PersonRecord | StepRecord, context: TableContext, ids: RowIds): Mapper {
  const known = days({ knownOn: spec.knownOn, updatedOn: spec.updatedOn }, context);
  const structure = spec.structure === undefined ? undefined : structureOf(spec.structure, context, 'actingFor');
  const own = spec.of === 'person' ? personMapper(spec, context, ids) : stepMapper(spec, context, ids);
  return (origin, cells, notes, attempt, faults) => {
    const place = attempt(() => structure?.(cells, notes));
    const entry = own(cells, notes, attempt);
    const mapped = {
      ...origin,
      ...known(cells, notes, attempt),
      ...(place !== undefined && { structure: place.id }),
      ...entry,
      flags: [...notes.flags],
    } as unknown as MappedRow;
    if (faults.length > 0) return { faults };
    return { mapped, named: notes.structures };
  };
}

type Entry = (cells: Cells, notes: RowNotes, attempt: Attempt) => Readonly<Record<string, unknown>>;

function personMapper(spec: PersonRecord, context: TableContext, ids: RowIds): Entry {
  const key = needed(spec.person, context);
  const data = compileData(spec.data, context, ids);
  const registered = days({ registeredOn: spec.registeredOn }, context);
  const identifiers = (spec.identifiers ?? []).map(({ system, value }) => ({
    system,
    value: compileValue(value, context),
  }));
  const criteria = (spec.criteria ?? []).map((one) => criterionMapper(one, context, ids));
  return (cells, notes, attempt) => {
    const person = ids.aggregate('beneficiary', attempt(() => key(cells, notes)) ?? []);
    return {
      ...{ of: 'person', row: ids.registration(person), person },
      ...registered(cells, notes, attempt),
      data: data(cells, notes, attempt),
      criteria: criteria.flatMap((one) => one(person, cells, notes, attempt)),
      identifiers: identifiers.flatMap(({ system, value }) => {
        const found = attempt(() => value(cells, notes));
        return found === undefined ? [] : [{ row: ids.identifier(person, system), system, value: String(found) }];
      }),
    };
  };
}

const ANSWERS: ReadonlySet<string> = new Set<CriterionAnswer>(['yes', 'no', 'refused', 'unknown']);

/** An empty cell answers nothing: « unknown » is said as such. */
function criterionMapper(
  { criterion, answer, on, proof }: NonNullable<PersonRecord['criteria']>[number],
  context: TableContext,
  ids: RowIds,
) {
  const answered = compileValue(answer, context);
  const day = days({ on }, context);
  const seen = proof === undefined ? undefined : compileValue(proof, context);
  return (person: Uuid, cells: Cells, notes: RowNotes, attempt: Attempt): readonly MappedCriterion[] => {
    const said = attempt(() => {
      const found = answered(cells, notes);
      if (found === undefined || ANSWERS.has(String(found))) return found;
      throw new CellFault('cell-unknown-code', columnBehind(answer));
    });
    if (said === undefined) return [];
    const shown = attempt(() => seen?.(cells, notes));
    return [
      {
        ...{ row: ids.criterion(person, criterion), criterion, answer: said as CriterionAnswer },
        ...day(cells, notes, attempt),
        ...(shown !== undefined && { proof: String(shown) }),
      },
    ];
  };
}

function stepMapper(spec: StepRecord, context: TableContext, ids: RowIds): Entry {
  const parcours = needed(spec.parcours, context);
  const person = spec.person === undefined ? undefined : needed(spec.person, context);
  const key = spec.key === undefined ? parcours : needed(spec.key, context);
  const occurredOn = needed(spec.occurredOn, context);
  const onDay = days({ occurredOn: spec.occurredOn }, context);
  const time = spec.time === undefined ? undefined : compileValue({ of: spec.time, as: 'time' }, context);
  const data = compileData(spec.data, context, ids);
  const later = spec.afterExit === undefined ? undefined : compileData(spec.afterExit.data, context, ids);
  return (cells, notes, attempt) => {
    const which = attempt(() => key(cells, notes)) ?? [];
    const where = attempt(() => parcours(cells, notes)) ?? [];
    const whom = attempt(() => person?.(cells, notes));
    const day = attempt(() => occurredOn(cells, notes)) && onDay(cells, notes, attempt);
    const at = attempt(() => time?.(cells, notes));
    return {
      ...{ of: 'step', row: ids.row(spec.space ?? spec.record, which), parcours: ids.aggregate('parcours', where) },
      ...(whom !== undefined && { person: ids.aggregate('beneficiary', whom) }),
      ...{ type: spec.event, ...day, ...(at !== undefined && { time: at }) },
      ...{ data: data(cells, notes, attempt), priorHistory: spec.priorHistory ?? false },
      ...(later !== undefined && { afterExit: { type: spec.afterExit!.event, data: later(cells, notes, attempt) } }),
    };
  };
}

/** A key without which a row names nobody, or nothing. */
function needed(spec: Keyed, context: TableContext): (cells: Cells, notes: RowNotes) => readonly string[] {
  const key = compileKey(spec, context);
  return (cells, notes) => {
    const found = key(cells, notes);
    if (found === undefined) throw new CellFault('cell-missing', columnBehind(spec));
    return found;
  };
}

/** A structure that a row names, or is of. */
function structureOf(spec: Keyed, context: TableContext, which: 'named' | 'actingFor') {
  const key = compileKey(spec, context);
  const column = columnBehind(spec);
  return (cells: Cells, notes: RowNotes): StructureOfRow | undefined => {
    const found = key(cells, notes);
    if (found === undefined) return undefined;
    const structure = context.structures[which](found, column);
    notes.structures.push(structure);
    return structure;
  };
}

function days<Name extends string>(specs: Readonly<Record<Name, ValueSpec | undefined>>, context: TableContext) {
  const given = Object.entries<ValueSpec | undefined>(specs).filter(([, spec]) => spec !== undefined);
  const values = given.map(([name, spec]) => [name, compileValue({ of: spec!, date: true }, context)] as const);
  return (cells: Cells, notes: RowNotes, attempt: Attempt): Partial<Record<Name, CivilDate>> => {
    const found: Record<string, CivilDate> = {};
    for (const [name, value] of values) {
      const day = attempt(() => value(cells, notes));
      if (day !== undefined) found[name] = parseCivilDate(String(day))!;
    }
    return found as Partial<Record<Name, CivilDate>>;
  };
}

type Build = (cells: Cells, notes: RowNotes, attempt: Attempt) => unknown;

function compileData(spec: Readonly<Record<string, DataSpec>>, context: TableContext, ids: RowIds) {
  const build = compileNode(spec, context, ids);
  return (cells: Cells, notes: RowNotes, attempt: Attempt) => (build(cells, notes, attempt) ?? {}) as MappedData;
}

function compileNode(spec: DataSpec, context: TableContext, ids: RowIds): Build {
  if (typeof spec === 'number' || typeof spec === 'boolean') return () => spec;
  if (isReference(spec)) return referenceNode(spec, context, ids);
  if (isValue(spec)) {
    const value: Compute<Scalar> = compileValue(spec, context);
    return (cells, notes, attempt) => attempt(() => value(cells, notes));
  }
  if (Array.isArray(spec)) {
    const items = (spec as readonly DataSpec[]).map((item) => compileNode(item, context, ids));
    return (cells, notes, attempt) =>
      items.map((item) => item(cells, notes, attempt)).filter((item) => item !== undefined);
  }
  const members = Object.entries(spec as Readonly<Record<string, DataSpec>>).map(
    ([name, member]) => [name, compileNode(member, context, ids)] as const,
  );
  return (cells, notes, attempt) => {
    const built: Record<string, unknown> = {};
    for (const [name, member] of members) {
      const value = member(cells, notes, attempt);
      if (value !== undefined) built[name] = value;
    }
    // An object of which nothing is known is not there at all: no contract, no place.
    return members.length > 0 && Object.keys(built).length === 0 ? undefined : built;
  };
}

function referenceNode(spec: ReferenceSpec, context: TableContext, ids: RowIds): Build {
  const { current } = spec;
  if (current !== undefined) return () => ({ $current: current }) satisfies RowReference;
  if (spec.structure !== undefined) {
    const structure = structureOf(spec.structure, context, 'named');
    return (cells, notes, attempt) => attempt(() => structure(cells, notes))?.id;
  }
  const key = compileKey(spec.step!, context);
  return (cells, notes, attempt) => {
    const found = attempt(() => key(cells, notes));
    return found === undefined ? undefined : ({ $row: ids.row(spec.in!, found) } satisfies RowReference);
  };
}
