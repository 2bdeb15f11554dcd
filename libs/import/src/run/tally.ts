import { DISPOSITIONS, type Disposition, type RowOutcome } from '../decide/outcomes.js';

/** How many rows had an anomaly, by record and by what became of them. */
export interface AnomalyCount {
  readonly record: string;
  readonly anomaly: string;
  readonly disposition: Disposition;
  readonly rows: number;
}

export interface RowCounts {
  /** Rows of all files, titles apart; the others sum to it. */
  readonly read: number;
  readonly dispositions: Readonly<Record<Disposition, number>>;
  readonly records: Readonly<Record<string, Partial<Record<Disposition, number>>>>;
  readonly anomalies: readonly AnomalyCount[];
  /** Rows with each note, by record. */
  readonly flags: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The later, the more it tells of a row that gives several entries. */
const WEIGHT: readonly Disposition[] = [
  'reference',
  'ignored',
  'superseded',
  'unchanged',
  'imported',
  'changed',
  'quarantined',
  'refused',
];

/** Counts rows: each once, whatever number of entries it gives. */
export class Tally {
  private read = 0;
  private readonly dispositions = new Map<Disposition, number>();
  private readonly records = new Map<string, Map<Disposition, number>>();
  private readonly anomalies = new Map<string, number>();
  private readonly flags = new Map<string, Map<string, number>>();

  /** Rows that give no entry. */
  row(disposition: Disposition, rows = 1): void {
    this.read += rows;
    add(this.dispositions, disposition, rows);
  }

  /** Outcomes of rows all of whose entries are among them. */
  outcomes(outcomes: readonly RowOutcome[]): void {
    const rows = new Map<string, Disposition>();
    for (const { origin, disposition, anomaly, flags } of outcomes) {
      const row = `${origin.table}/${origin.line}`;
      const before = rows.get(row);
      if (before === undefined || WEIGHT.indexOf(disposition) > WEIGHT.indexOf(before)) rows.set(row, disposition);
      add(nested(this.records, origin.record), disposition, 1);
      if (anomaly !== undefined) add(this.anomalies, `${origin.record} ${anomaly} ${disposition}`, 1);
      for (const flag of new Set(flags)) add(nested(this.flags, origin.record), flag, 1);
    }
    for (const disposition of rows.values()) this.row(disposition);
  }

  counts(): RowCounts {
    return {
      read: this.read,
      dispositions: Object.fromEntries(
        DISPOSITIONS.map((disposition) => [disposition, this.dispositions.get(disposition) ?? 0]),
      ) as Record<Disposition, number>,
      records: sorted(this.records),
      anomalies: [...this.anomalies]
        .map(([key, rows]) => {
          const [record, anomaly, disposition] = key.split(' ') as [string, string, Disposition];
          return { record, anomaly, disposition, rows };
        })
        .toSorted((a, b) => b.rows - a.rows || (a.record + a.anomaly < b.record + b.anomaly ? -1 : 1)),
      flags: sorted(this.flags),
    };
  }
}

function nested<Key>(map: Map<string, Map<Key, number>>, name: string): Map<Key, number> {
  const found = map.get(name) ?? new Map<Key, number>();
  map.set(name, found);
  return found;
}

function add<Key>(map: Map<Key, number>, key: Key, rows: number): void {
  map.set(key, (map.get(key) ?? 0) + rows);
}

function sorted<Key extends string>(map: ReadonlyMap<string, ReadonlyMap<Key, number>>) {
  const entries = [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, counts]) => [name, Object.fromEntries(counts)])) as Record<
    string,
    Record<Key, number>
  >;
}
