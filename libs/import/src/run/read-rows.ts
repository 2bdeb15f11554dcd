import type { NomenclatureCatalogue, NomenclatureName } from '@jalons/kernel';
import { FileError } from '../read/file-error.js';
import type { SourceRow } from '../read/source-table.js';
import { foldedTitle } from '../read/table-columns.js';
import type { KnownTable } from '../profile/match-files.js';
import { FoldedTexts } from '../profile/folded-texts.js';
import { cellHoldsNir } from '../profile/nir-cells.js';
import type { Anomaly as AnomalyCode, Fate, Profile } from '../profile/profile.js';
import { compileRecord } from '../profile/records.js';
import { compileConditions, type Lookup, type TableContext } from '../profile/values.js';
import type { StructureNames } from '../profile/structure-names.js';
import type { RowIds } from '../rows/row-ids.js';
import { outside } from '../decide/outcomes.js';
import type { Anomaly } from './import-records.js';
import type { StagedRow } from './staged-payloads.js';
import type { NamedStructure, StructuresSeen } from './structures-seen.js';
import type { Tally } from './tally.js';

/** Where what is read goes. */
export interface ReadSink {
  stage(rows: readonly StagedRow[]): Promise<void>;
  anomalies(anomalies: readonly Anomaly[]): Promise<void>;
  progress(rows: number): void;
}

export interface ReadParts {
  readonly profile: Profile;
  readonly codes: NomenclatureCatalogue;
  readonly tables: readonly KnownTable[];
  readonly ids: RowIds;
  readonly tally: Tally;
  readonly structures: StructuresSeen;
  readonly names: StructureNames;
  /** The structure of a row that names none. */
  readonly fallback: NamedStructure;
  readonly fateOf: (record: string, anomaly: AnomalyCode) => Fate;
}

/** A looked-up file is kept in memory: it is a table of projects, never one of people. */
const MAX_LOOKUP = 200_000;

/** Reads every row of every table: those that can be imported are staged, the others counted with what is wrong. */
export async function readRows(parts: ReadParts, sink: ReadSink): Promise<void> {
  const lookups = await readLookups(parts);
  let read = 0;
  for (const [index, known] of parts.tables.entries()) {
    if (known.spec === null) continue;
    const table = new TableReader(parts, index, known, lookups);
    for await (const batch of known.table.rows()) {
      const { staged, anomalies } = table.read(batch);
      await sink.stage(staged);
      await sink.anomalies(anomalies);
      read += batch.length;
      sink.progress(read);
    }
  }
}

async function readLookups({ tables }: ReadParts): Promise<ReadonlyMap<string, Lookup>> {
  const lookups = new Map<string, Map<string, Record<string, string>>>();
  for (const { table, spec, columns } of tables) {
    if (spec?.lookup === undefined) continue;
    const { key, keep } = spec.lookup;
    const place = columns.get(foldedTitle(key))!;
    const rows = lookups.get(spec.name) ?? new Map<string, Record<string, string>>();
    lookups.set(spec.name, rows);
    for await (const batch of table.rows()) {
      for (const { cells } of batch) {
        const kept = keep.map((title) => {
          const at = columns.get(foldedTitle(title));
          return [foldedTitle(title), at === undefined ? '' : cells[at]!.trim()];
        });
        rows.set(cells[place]!.trim(), Object.fromEntries(kept) as Record<string, string>);
      }
      if (rows.size > MAX_LOOKUP) {
        throw new FileError(
          table.name,
          'file-unreadable',
          `plus de ${MAX_LOOKUP} lignes pour un fichier de référence.`,
        );
      }
    }
  }
  return lookups;
}

class TableReader {
  private readonly records;
  private readonly skips;
  private readonly name: string;
  private readonly isReference: boolean;
  /** The column that says what a row is, where each must be something. */
  private readonly kind: string | undefined;

  constructor(
    private readonly parts: ReadParts,
    private readonly index: number,
    private readonly known: KnownTable,
    lookups: ReadonlyMap<string, Lookup>,
  ) {
    const { profile, ids } = parts;
    const spec = known.spec!;
    const context: TableContext = {
      ...{ columns: known.columns, dates: profile.dates, codes: profile.codes, lookups },
      listed: (list) => codesByWord(parts.codes, list),
      structures: parts.names,
      folded: new FoldedTexts(),
    };
    this.records = spec.records.map((record) => ({
      record: record.record,
      compute: compileRecord(record, context, ids),
    }));
    this.skips = spec.skipWhen === undefined ? undefined : compileConditions(spec.skipWhen, context);
    this.name = spec.records[0]?.record ?? spec.name;
    this.isReference = spec.records.length === 0;
    this.kind = spec.kind;
  }

  read(rows: readonly SourceRow[]): { readonly staged: readonly StagedRow[]; readonly anomalies: readonly Anomaly[] } {
    const staged: StagedRow[] = [];
    const anomalies: Anomaly[] = [];
    for (const row of rows) this.readOne(row, staged, anomalies);
    return { staged, anomalies };
  }

  private readOne(row: SourceRow, staged: StagedRow[], anomalies: Anomaly[]): void {
    const { tally, structures, fallback } = this.parts;
    const wrong = this.wholeRowFault(row);
    if (wrong !== undefined) return this.refuse(row, [{ ...wrong, record: this.name }], anomalies);
    if (this.isReference) return tally.row('reference');
    if (this.skips?.(row.cells, { flags: new Set(), structures: [] }) === true) return tally.row('ignored');
    const results = this.records.map(({ record, compute }) => ({
      record,
      ...compute(this.index, row.line, row.cells),
    }));
    const faulty = results.flatMap(({ record, faults = [] }) =>
      faults.map(({ code, column }) => ({ code, column, record })),
    );
    if (faulty.length > 0) return this.refuse(row, faulty, anomalies);
    let given = 0;
    for (const result of results) {
      const { mapped } = result;
      if (mapped === undefined) continue;
      given += 1;
      if (mapped.of === 'structure') structures.describe(mapped);
      else {
        staged.push(mapped);
        if (mapped.of === 'step') structures.meet(mapped, result.named ?? [], fallback);
      }
    }
    if (given > 0) return;
    if (this.kind === undefined || row.cells.every((cell) => cell.trim() === '')) return tally.row('ignored');
    return this.refuse(row, [{ code: 'cell-unknown-code', column: this.kind, record: this.name }], anomalies);
  }

  private wholeRowFault({ cells, fault }: SourceRow): Pick<RowFault, 'code' | 'column'> | undefined {
    if (fault !== undefined) return { code: fault === 'cut' ? 'row-cut' : 'row-too-long', column: '' };
    const nir = cells.findIndex(cellHoldsNir);
    return nir === -1 ? undefined : { code: 'nir-forbidden', column: this.known.table.columns[nir]! };
  }

  /** A cell that several records read is told once. */
  private refuse({ line }: SourceRow, faults: readonly RowFault[], anomalies: Anomaly[]): void {
    const { tally, fateOf } = this.parts;
    const told = new Set<string>();
    const outcomes = faults.map(({ code, column, record }) => {
      const outcome = outside({ table: this.index, line, record }, code, fateOf(record, code));
      const { disposition } = outcome;
      const title = this.known.titleOf(column);
      if (!told.has(`${code} ${title}`)) {
        anomalies.push({ file: this.known.table.name, line, record, code, column: title, disposition });
      }
      told.add(`${code} ${title}`);
      return outcome;
    });
    tally.outcomes(outcomes);
  }
}

interface RowFault {
  readonly code: AnomalyCode;
  readonly column: string;
  readonly record: string;
}

/** The codes of a list by what a cell may say: the code itself, or its French label. */
function codesByWord(codes: NomenclatureCatalogue, list: NomenclatureName): ReadonlyMap<string, string> {
  const entries = codes.entries(list);
  const byLabel = entries.map(({ code, labelFr }) => [foldedTitle(labelFr), code] as const);
  return new Map([...byLabel, ...entries.map(({ code }) => [foldedTitle(code), code] as const)]);
}
