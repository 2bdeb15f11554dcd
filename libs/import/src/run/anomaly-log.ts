import type { Anomaly, ImportRecords } from './import-records.js';

/** Told in the answer; the others are in the records. */
const MOST_EXAMPLES = 200;
const BATCH = 2_000;

/** Keeps the first anomalies at hand and writes all of them to the records, batch by batch. */
export class AnomalyLog {
  readonly examples: Anomaly[] = [];
  more = 0;
  private waiting: Anomaly[] = [];

  /** @param target null in a rehearsal, which leaves no record */
  constructor(private readonly target: { readonly records: ImportRecords; readonly number: number } | null) {}

  async add(anomalies: readonly Anomaly[]): Promise<void> {
    const room = MOST_EXAMPLES - this.examples.length;
    this.examples.push(...anomalies.slice(0, room));
    this.more += Math.max(0, anomalies.length - room);
    if (this.target === null) return;
    this.waiting.push(...anomalies);
    if (this.waiting.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const anomalies = this.waiting;
    this.waiting = [];
    if (this.target !== null) await this.target.records.saveAnomalies(this.target.number, anomalies);
  }
}
