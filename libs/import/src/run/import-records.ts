import {
  encountersOf,
  LINKED_ENCOUNTERS,
  MERGED_RECORDS,
  type LinkedEncounters,
  type MemberRow,
} from '@jalons/beneficiaries';
import { textArray, uuidArray } from '@jalons/event-log';
import { DomainError, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { KnownVersion } from '../decide/row-versions.js';
import type { NewVersion } from '../decide/row-writer.js';
import type { NomenclatureValue } from '../profile/profile.js';

type OverlapPolicy = 'refuse' | 'flag';

/** What an import is, before it has read anything. */
export interface ImportIdentity {
  readonly source: string;
  readonly profile: string;
  readonly territory: Uuid;
  readonly actor: Uuid;
  /** Whose own file it is; null for what a whole territory gives. */
  readonly structure: Uuid | null;
  readonly referenceOn: CivilDate;
  /** Whether it lets parcours overlap. */
  readonly overlap: OverlapPolicy;
  /** In the order in which they were given. */
  readonly files: readonly { readonly bytes: number; readonly digest: string }[];
}

/** What tells imports from each other, their reference day apart: the same, cut short, is taken up again. */
export type WhatIsImported = Pick<ImportIdentity, 'source' | 'profile' | 'territory' | 'files'>;

export interface BegunImport {
  readonly number: number;
  readonly id: Uuid;
  readonly resumed: boolean;
  /** Of the last import of this source that was begun before; null for the first. */
  readonly previousOn: CivilDate | null;
}

/** What is kept of an import for its undo. */
export interface KeptImport {
  readonly number: number;
  readonly territory: Uuid;
  readonly source: string;
  /** Null for one of before this was kept. */
  readonly overlap: OverlapPolicy | null;
}

/** A row that stayed outside, or a note on one inside; where it is in the words of its file, or without (nameless.ts). */
export interface Anomaly {
  readonly file: string;
  readonly line: number;
  readonly record: string;
  readonly code: string;
  readonly column: string;
  readonly disposition: string;
}

/**
 * $1 source, $2 profile, $3 territory, $4 files, $5 reference day or null: the last import of them that was cut short. Of
 * the same files in whatever order, as 0099 has them: without their names.
 */
const UNFINISHED = `
  SELECT number, id, reference_on FROM import.imports
   WHERE source = $1 AND profile = $2 AND territory = $3 AND finished_at IS NULL
     AND files @> $4::jsonb AND files <@ $4::jsonb AND ($5::date IS NULL OR reference_on = $5::date)
   ORDER BY number DESC LIMIT 1`;

/** $1 source, $2 number: the reference day of the import of this source before that one. */
const PREVIOUS = `
  SELECT reference_on FROM import.imports WHERE source = $1 AND number < $2 ORDER BY number DESC LIMIT 1`;

/** $1 id, $2 source, $3 profile, $4 territory, $5 actor, $6 reference day, $7 files, $8 ms, $9 structure, $10 overlap */
const BEGIN = `
  INSERT INTO import.imports (number, id, source, profile, territory, actor, reference_on, files, begun_at, structure, overlap)
  SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM import.imports
  RETURNING number`;

/** $1 rows, $2 events, $3 contents; $4 streams, $5 categories; $6 import. One statement, so one flush. */
const SAVE = `
  WITH versions AS (
    INSERT INTO import.entries (row_key, event_id, content, import)
    SELECT row_key, event_id, content, $6 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) u (row_key, event_id, content)
    ON CONFLICT DO NOTHING)
  INSERT INTO import.touched (stream_id, category, import)
  SELECT stream_id, category, $6 FROM unnest($4::uuid[], $5::text[]) u (stream_id, category)
  ON CONFLICT DO NOTHING`;

/** $1 structure, $2 an import left out */
const STRUCTURE_USED = `
  SELECT import.has_mandates($1) OR EXISTS (
    SELECT FROM import.touched touched JOIN import.imports other ON other.number = touched.import
     WHERE touched.stream_id = $1 AND other.number <> $2 AND other.undone_at IS NULL) AS used`;

/** A statement that keeps anomalies beside what they belong to: $1 the id in the column `owner`, $2 anomalies as JSON. */
export const keepAnomalies = (table: string, owner: string) => `
  INSERT INTO ${table} (${owner}, file, line, record, code, "column", disposition)
  SELECT $1, file, line, record, code, "column", disposition
    FROM json_to_recordset($2::json)
         a (file text, line integer, record text, code text, "column" text, disposition text)
  ON CONFLICT DO NOTHING`;
const SAVE_ANOMALIES = keepAnomalies('import.anomalies', 'import');

/** $1 territory, $2 list, $3 values as JSON, $4 source */
const SAVE_VALUES = `
  INSERT INTO import.territory_values (territory, list, code, label_fr, label_en, source)
  SELECT $1, $2, code, "labelFr", "labelEn", $4
    FROM json_to_recordset($3::json) v (code text, "labelFr" text, "labelEn" text)
  ON CONFLICT (territory, list, code) DO UPDATE
     SET label_fr = excluded.label_fr, label_en = excluded.label_en, source = excluded.source`;

/** What imports remember outside the log: see migration 0090. */
export class ImportRecords {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  /** Begins an import, or takes up again the one that was cut short. `id` serves a new one. */
  async begin(identity: ImportIdentity, id: Uuid, now: Instant): Promise<BegunImport> {
    const { source, profile, territory, actor, structure, referenceOn, overlap, files } = identity;
    const unfinished = await this.unfinished(identity, referenceOn);
    if (unfinished !== undefined) {
      const { number, id: begunAs } = unfinished;
      await this.pool.query('DELETE FROM import.anomalies WHERE import = $1', [number]);
      return { number, id: begunAs, resumed: true, previousOn: await this.previous(source, number) };
    }
    const kept = JSON.stringify(files);
    const what = [id, source, profile, territory, actor, referenceOn, kept, now, structure, overlap];
    const begun = await this.pool.query<{ number: number }>(BEGIN, what);
    const { number } = begun.rows[0]!;
    return { number, id, resumed: false, previousOn: await this.previous(source, number) };
  }

  /** The reference day under which an import of the same files was begun and cut short; null where none was. */
  async unfinishedOn(what: WhatIsImported): Promise<CivilDate | null> {
    return (await this.unfinished(what, null))?.reference_on ?? null;
  }

  /** For a rehearsal, which leaves no record. */
  async previousOf(source: string): Promise<CivilDate | null> {
    return this.previous(source, 2 ** 31 - 1);
  }

  async finish(number: number, now: Instant, summary: unknown): Promise<void> {
    await this.pool.query('UPDATE import.imports SET finished_at = $2, summary = $3 WHERE number = $1', [
      number,
      now,
      JSON.stringify(summary),
    ]);
  }

  async markUndone(number: number, now: Instant): Promise<void> {
    // One that was cut short and undone is begun anew, not taken up again.
    const done = 'UPDATE import.imports SET undone_at = $2, finished_at = coalesce(finished_at, $2) WHERE number = $1';
    await this.pool.query(done, [number, now]);
  }

  /** Throws DomainError where there is no such import. */
  async find(id: Uuid): Promise<KeptImport> {
    const text = 'SELECT number, territory, source, overlap FROM import.imports WHERE id = $1';
    const { rows } = await this.pool.query<KeptImport>(text, [id]);
    if (rows[0] !== undefined) return rows[0];
    throw new DomainError('not-found', 'import-unknown', 'Cet import n’existe pas. Vérifiez son identifiant.');
  }

  /** The entries that rows have had, by row. */
  async versionsOf(rows: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly KnownVersion[]>> {
    const found = await this.pool.query<{ row_key: Uuid; event_id: Uuid; content: Uuid }>({
      name: 'import-versions-1',
      text: 'SELECT row_key, event_id, content FROM import.entries WHERE row_key = ANY ($1::uuid[])',
      values: [uuidArray(rows)],
    });
    const versions = new Map<Uuid, KnownVersion[]>();
    for (const { row_key, event_id: eventId, content } of found.rows) {
      const own = versions.get(row_key) ?? [];
      own.push({ eventId, content });
      versions.set(row_key, own);
    }
    return versions;
  }

  /** The records that read models know to be one case with any of these people. */
  async membersOf(people: readonly Uuid[]): Promise<readonly Uuid[]> {
    return [...(await this.mergedCases(people)).values()].flat();
  }

  /** The same by person, for those of them whose records were merged. */
  async mergedCases(people: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly Uuid[]>> {
    const { rows } = await this.pool.query<MemberRow>(MERGED_RECORDS, [uuidArray(people)]);
    const cases = new Map<Uuid, Uuid[]>();
    for (const { person, member } of rows) cases.set(person, [...(cases.get(person) ?? []), member]);
    return cases;
  }

  /**
   * The encounters of aller-vers that read models know to be linked to a person.
   * @throws DomainError `encounters-not-ready`
   */
  async encountersOf(person: Uuid): Promise<readonly Uuid[]> {
    return encountersOf((await this.pool.query<LinkedEncounters>(LINKED_ENCOUNTERS, [uuidArray([person])])).rows);
  }

  /** Those of some streams that an import may have written to: an import's own aggregates are in no other. */
  async touched(streams: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
    const found = await this.pool.query<{ stream_id: Uuid }>({
      name: 'import-touched-1',
      text: 'SELECT DISTINCT stream_id FROM import.touched WHERE stream_id = ANY ($1::uuid[])',
      values: [uuidArray(streams)],
    });
    return new Set(found.rows.map(({ stream_id }) => stream_id));
  }

  /** Notes what is about to be appended; must have returned before it is. */
  async save(
    number: number,
    versions: readonly NewVersion[],
    streams: readonly { readonly category: string; readonly id: Uuid }[],
  ): Promise<void> {
    if (streams.length === 0) return;
    await this.pool.query({
      name: 'import-save-1',
      text: SAVE,
      values: [
        uuidArray(versions.map(({ row }) => row)),
        uuidArray(versions.map(({ eventId }) => eventId)),
        uuidArray(versions.map(({ content }) => content)),
        uuidArray(streams.map(({ id }) => id)),
        textArray(streams.map(({ category }) => category)),
        number,
      ],
    });
  }

  /** Streams of one category that an import touched, in a stable order, after `after`. */
  async touchedBy(number: number, category: string, after: Uuid | null, count: number): Promise<readonly Uuid[]> {
    const { rows } = await this.pool.query<{ stream_id: Uuid }>(
      `SELECT stream_id FROM import.touched
        WHERE import = $1 AND category = $2 AND ($3::uuid IS NULL OR stream_id > $3) ORDER BY stream_id LIMIT $4`,
      [number, category, after, count],
    );
    return rows.map(({ stream_id }) => stream_id);
  }

  /** Whether a structure is another import's too, one that stands, or somebody holds or held a mandate there. */
  async isStructureUsed(structure: Uuid, number: number): Promise<boolean> {
    const { rows } = await this.pool.query<{ used: boolean }>(STRUCTURE_USED, [structure, number]);
    return rows[0]!.used;
  }

  async saveAnomalies(number: number, anomalies: readonly Anomaly[]): Promise<void> {
    if (anomalies.length > 0) await this.pool.query(SAVE_ANOMALIES, [number, JSON.stringify(anomalies)]);
  }

  async saveValues(
    territory: Uuid,
    source: string,
    lists: Readonly<Record<string, readonly NomenclatureValue[]>>,
  ): Promise<void> {
    for (const [list, values] of Object.entries(lists)) {
      await this.pool.query(SAVE_VALUES, [territory, list, JSON.stringify(values), source]);
    }
  }

  private async unfinished({ source, profile, territory, files }: WhatIsImported, on: CivilDate | null) {
    const asked = [source, profile, territory, JSON.stringify(files), on];
    const { rows } = await this.pool.query<{ number: number; id: Uuid; reference_on: CivilDate }>(UNFINISHED, asked);
    return rows[0];
  }

  private async previous(source: string, number: number): Promise<CivilDate | null> {
    const { rows } = await this.pool.query<{ reference_on: CivilDate }>(PREVIOUS, [source, number]);
    return rows[0]?.reference_on ?? null;
  }
}
