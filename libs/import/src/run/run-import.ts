import type { EventStore, Position } from '@jalons/event-log';
import {
  dateAt,
  DomainError,
  randomId,
  type CivilDate,
  type Instant,
  type NomenclatureCatalogue,
  type Uuid,
} from '@jalons/kernel';
import { foundedTerritory } from '@jalons/territory';
import type pg from 'pg';
import type { DecideContext } from '../decide/decide-context.js';
import { NominalTimes } from '../decide/nominal-times.js';
import type { RowOutcome } from '../decide/outcomes.js';
import { columnOfField } from '../profile/columns-of-fields.js';
import { profileDigest } from '../profile/load-profile.js';
import type { KnownTable } from '../profile/match-files.js';
import type { Profile } from '../profile/profile.js';
import { anyStructure, structuresKnownTo, type OwnStructure } from '../profile/structure-names.js';
import { Likenesses } from '../rows/likeness.js';
import { RowIds } from '../rows/row-ids.js';
import { AnomalyLog } from './anomaly-log.js';
import { dayIn, fatesOf, perimeterOf, policiesOf } from './import-context.js';
import {
  ImportRecords,
  type Anomaly,
  type BegunImport,
  type ImportIdentity,
  type WhatIsImported,
} from './import-records.js';
import { UnitLoader } from './loaded-units.js';
import { NamelessPlaces } from './nameless.js';
import { PatientStore } from './patient-store.js';
import type { PreparedFiles } from './prepared-files.js';
import { readRows } from './read-rows.js';
import { Staging, type StagedUnit } from './staging.js';
import { StreamWriter } from './stream-writer.js';
import { StructuresSeen } from './structures-seen.js';
import type { ImportSummary } from './summary.js';
import { Tally, type RowCounts } from './tally.js';
import { TerritoryLists } from './territory-lists.js';
import { UnitWriter, type Standing } from './write-units.js';
import { writeStructures } from './write-structures.js';

/** What imports rest on. */
export interface ImportParts {
  readonly store: EventStore;
  /** Under a role that may write to the schema `import`: the worker's or the command line's. */
  readonly pool: pg.Pool;
  readonly codes: NomenclatureCatalogue;
  readonly idSecret: Uint8Array;
  readonly now: () => Instant;
  /**
   * Waits until the read models that imports ask know what the log holds, for as long as is right; false where they do not
   * then. Nothing to wait for by default.
   */
  readonly upToDate?: () => Promise<boolean>;
}

export interface ImportProgress {
  readonly step: 'reading' | 'writing';
  /** Rows so far, and in all where that is known. */
  readonly rows: number;
  readonly total?: number;
}

export interface ImportRequest {
  readonly prepared: PreparedFiles;
  readonly territory: Uuid;
  readonly actor: Uuid;
  /** A rehearsal: everything is read and decided, nothing is written. */
  readonly dryRun: boolean;
  /**
   * From when what has no day of its own is known; by default that of an import of the same files which was cut short, so
   * that it is taken up again whatever the day, else today.
   */
  readonly referenceOn?: CivilDate;
  /** The structure of rows that name none; the profile's, or one named after the profile, by default. */
  readonly structure?: Uuid;
  /** The structure whose own file it is: rows are its alone, and known by its keys alone (domain.md § 5). */
  readonly own?: OwnStructure;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Given what is to be told, line by line; an import keeps it in its records, too, and tells all again when taken up again. */
  readonly onAnomalies?: (anomalies: readonly Anomaly[]) => Promise<void>;
  /** Told of the record of the import before anything is written. */
  readonly onBegun?: (importId: Uuid) => Promise<void>;
  /** Stops the import between two batches; it may be taken up again. */
  readonly signal?: AbortSignal;
}

/**
 * Imports files of one format (domain.md § 5): read, staged person by person, decided in order of life, appended.
 * Repeated, it adds nothing; cut short at any instant, the same request takes it up again.
 */
export async function runImport(parts: ImportParts, request: ImportRequest): Promise<ImportSummary> {
  const staging = await Staging.open(parts.pool, new Likenesses(parts.idSecret));
  try {
    return await new ImportRun(parts, request, staging).run();
  } finally {
    await staging.close();
  }
}

/** Batches of people whose appends are under way while the next are decided. */
const MOST_IN_FLIGHT = 4;

class ImportRun {
  private readonly profile: Profile;
  private readonly source: string;
  private readonly tables: readonly KnownTable[];
  private readonly store: PatientStore;
  private readonly records: ImportRecords;
  private readonly ids: RowIds;
  private readonly tally = new Tally();
  private readonly structures = new StructuresSeen();
  private readonly fateOf;
  private readonly places: NamelessPlaces;

  constructor(
    private readonly parts: ImportParts,
    private readonly request: ImportRequest,
    private readonly staging: Staging,
  ) {
    this.profile = request.prepared.profile;
    this.tables = request.prepared.tables;
    this.store = new PatientStore(parts.store);
    this.records = new ImportRecords(parts.pool);
    this.source = sourceOf(this.profile, request.own);
    this.ids = new RowIds(parts.idSecret, this.source);
    this.fateOf = fatesOf(this.profile);
    this.places = new NamelessPlaces(request.prepared);
  }

  async run(): Promise<ImportSummary> {
    const { profile } = this;
    const { dryRun } = this.request;
    await this.parts.upToDate?.();
    const territory = await foundedTerritory(this.store, this.request.territory);
    const referenceOn = await this.referenceOn(dayIn(territory, this.parts.now()));
    const begun = await this.begin(referenceOn, policiesOf(profile, territory).overlap);
    if (!dryRun) await this.request.onBegun?.(begun.id);
    const writer = dryRun ? null : this.writer(begun.id);
    const writing = writer === null ? null : { writer, number: begun.number };
    const anomalies = new AnomalyLog(async (found) => {
      if (!dryRun) {
        const nameless = found.map((one) => this.places.anomaly(one));
        await this.records.saveAnomalies(begun.number, nameless);
      }
      await this.request.onAnomalies?.(found);
    });
    const lists = new TerritoryLists(this.parts.codes, profile.nomenclatures, this.source);
    const times = new NominalTimes(territory.zone);
    const contextNow = (): DecideContext => {
      const now = this.parts.now();
      return {
        ...{ now, today: dateAt(now, territory.zone), zone: territory.zone, times },
        ...{
          territory: territory.id,
          importId: begun.id,
          lists,
          ids: this.ids,
          referenceOn,
          previousOn: begun.previousOn,
        },
        ...{ policies: policiesOf(profile, territory), insidePerimeter: perimeterOf(territory) },
        ...{ defaultStructure: this.fallback().id, fateOf: this.fateOf },
      };
    };
    if (!dryRun) await this.records.saveValues(territory.id, this.source, profile.nomenclatures);

    const staged = await this.read(anomalies);
    const files = this.tables.map(({ table }) => table.name);
    const structureParts = { store: this.store, records: this.records, context: contextNow(), files, writing };
    const described = await writeStructures(this.structures.all(), structureParts);
    await this.count(described, anomalies);
    const loader = new UnitLoader(this.store, this.records, this.ids);
    const units = new UnitWriter({ loader, records: this.records, contextNow, writing });
    const standing = await this.write(units, begun.number, staged, anomalies);
    await anomalies.flush();
    return this.finish(begun, writer, standing, anomalies);
  }

  private async referenceOn(today: CivilDate): Promise<CivilDate> {
    const { referenceOn, dryRun } = this.request;
    if (referenceOn !== undefined || dryRun) return referenceOn ?? today;
    return (await this.records.unfinishedOn(this.what())) ?? today;
  }

  /** What is imported: the same again is the same import. */
  private what(): WhatIsImported {
    const { territory, prepared } = this.request;
    const files = prepared.sources.map(({ bytes, digest }) => ({ bytes, digest }));
    return { ...{ source: this.source, profile: profileDigest(this.profile), territory }, files };
  }

  private async begin(referenceOn: CivilDate, overlap: ImportIdentity['overlap']): Promise<BegunImport> {
    const { actor, dryRun, own } = this.request;
    if (dryRun) {
      const previousOn = await this.records.previousOf(this.source);
      return { number: 0, id: randomId(), resumed: false, previousOn };
    }
    const structure = own?.id ?? null;
    return this.records.begin({ ...this.what(), referenceOn, actor, overlap, structure }, randomId(), this.parts.now());
  }

  private writer(importId: Uuid): StreamWriter {
    const { store } = this;
    const { idSecret } = this.parts;
    const { actor, territory } = this.request;
    return new StreamWriter({ store, idSecret, importId, actor, territory });
  }

  /** The structure of a row that names none. */
  private fallback(): { readonly id: Uuid; readonly name?: string; readonly kind?: string } {
    const structure = this.request.own?.id ?? this.request.structure;
    if (structure !== undefined) return { id: structure };
    const { name, kind } = this.profile.structure ?? { name: this.profile.title.fr, kind: 'other' };
    return { id: this.ids.aggregate('structure', ['', name]), name, kind };
  }

  /** @returns how many entries were staged */
  private async read(anomalies: AnomalyLog): Promise<number> {
    const { onProgress, own } = this.request;
    let staged = 0;
    const { profile, ids, tally, structures, fateOf, tables } = this;
    const names = own === undefined ? anyStructure(ids) : structuresKnownTo(own);
    await readRows(
      { profile, codes: this.parts.codes, tables, ids, tally, structures, names, fateOf, fallback: this.fallback() },
      {
        stage: async (rows) => {
          this.throwIfStopped();
          staged += rows.length;
          await this.staging.add(rows);
        },
        anomalies: (found) => anomalies.add(found),
        progress: (rows) => onProgress?.({ step: 'reading', rows }),
      },
    );
    return staged;
  }

  private async write(units: UnitWriter, number: number, total: number, anomalies: AnomalyLog): Promise<Standing> {
    const sum = { people: 0, parcours: 0, exits: 0, overlaps: 0 };
    let rows = 0;
    const inFlight: Promise<void>[] = [];
    const writeBatch = async (batch: readonly StagedUnit[]) => {
      for (const { outcomes, standing } of await units.write(batch)) {
        for (const name of Object.keys(sum) as (keyof Standing)[]) sum[name] += standing[name];
        await this.count(outcomes, anomalies);
      }
      rows += batch.reduce((count, unit) => count + unit.rows.length, 0);
      this.request.onProgress?.({ step: 'writing', rows, total });
    };
    for await (const batch of this.staging.units(number)) {
      if (this.request.signal?.aborted === true) break;
      const written = writeBatch(batch);
      // A batch that fails while another is awaited is told when its turn comes.
      written.catch(() => {});
      inFlight.push(written);
      if (inFlight.length >= MOST_IN_FLIGHT) await inFlight.shift();
    }
    await Promise.all(inFlight);
    this.throwIfStopped();
    return sum;
  }

  private throwIfStopped(): void {
    if (this.request.signal?.aborted !== true) return;
    throw new DomainError(
      'conflict',
      'import-stopped',
      'L’import a été arrêté. Le reprendre : redonner les mêmes fichiers.',
    );
  }

  private async count(outcomes: readonly RowOutcome[], anomalies: AnomalyLog): Promise<void> {
    this.tally.outcomes(outcomes);
    await anomalies.add(outcomes.flatMap((outcome) => anomaliesOf(outcome, this.tables[outcome.origin.table]!)));
  }

  private async finish(
    { id, number, resumed }: BegunImport,
    writer: StreamWriter | null,
    standing: Standing,
    anomalies: AnomalyLog,
  ): Promise<ImportSummary> {
    const { territory, dryRun } = this.request;
    const position: Position | null = writer === null || writer.position === '' ? null : writer.position;
    const counts = this.tally.counts();
    const summary: ImportSummary = {
      ...{ import: dryRun ? null : id, resumed, dryRun, source: this.source, territory, ...standing },
      files: this.tables.map(({ table, spec, absent }) => ({ name: table.name, as: spec?.name ?? null, absent })),
      ...{ rows: counts, duplicates: flagged(counts, 'duplicate-suspected') },
      events: writer?.events ?? 0,
      position,
      ...{ examples: anomalies.examples, moreExamples: anomalies.more },
    };
    const kept = this.places.summary({ ...summary, examples: [] });
    if (!dryRun) await this.records.finish(number, this.parts.now(), kept);
    return summary;
  }
}

function flagged({ flags }: RowCounts, flag: string): number {
  return Object.values(flags).reduce((sum, own) => sum + (own[flag] ?? 0), 0);
}

/** Keys of one structure's own files are its own: two structures may both have a person « 1 ». */
function sourceOf({ source }: Profile, own: OwnStructure | undefined): string {
  return own === undefined ? source : `${source}/${own.id}`;
}

const COUNTED_ALONE: ReadonlySet<string> = new Set(['reconstituted', 'on-exit-day']);

/** What is told, line by line, of a row that stayed outside, or that somebody must know of. */
function anomaliesOf({ origin, disposition, anomaly, field, flags }: RowOutcome, { table, spec, titleOf }: KnownTable) {
  const { line, record } = origin;
  const where = { file: table.name, line, record, disposition };
  const own = spec?.records.find((one) => one.record === record);
  const column = field === undefined || own === undefined ? '' : titleOf(columnOfField(own, field));
  // Days taken for want of others are the rule in whole formats; reasons of exits are for the counts alone.
  const told = flags.filter((flag) => !COUNTED_ALONE.has(flag) && !flag.includes(':'));
  return [
    ...(anomaly === undefined ? [] : [{ ...where, code: anomaly, column }]),
    ...told.map((code) => ({ ...where, code, column: '' })),
  ];
}
