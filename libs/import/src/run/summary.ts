import type { Position } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { Anomaly } from './import-records.js';
import type { RowCounts } from './tally.js';
import type { Standing } from './write-units.js';

/** What an import answers, for programs. */
export interface ImportSummary extends Standing {
  /** By which it is undone; null for a rehearsal. */
  readonly import: Uuid | null;
  /** True where it took up one that had been cut short. */
  readonly resumed: boolean;
  readonly dryRun: boolean;
  readonly source: string;
  readonly territory: Uuid;
  readonly files: readonly {
    readonly name: string;
    /** What the profile calls it; null where it holds nothing to import. */
    readonly as: string | null;
    /** Columns that the profile would read and the file lacks. */
    readonly absent: readonly string[];
  }[];
  readonly rows: RowCounts;
  /** People who may be somebody already known: suspected, never merged. */
  readonly duplicates: number;
  /** Events appended by this run. */
  readonly events: number;
  /** Of the last of them; null where nothing was appended. */
  readonly position: Position | null;
  /** The first anomalies and notes, line by line. */
  readonly examples: readonly Anomaly[];
  readonly moreExamples: number;
}
