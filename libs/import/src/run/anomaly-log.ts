import type { Anomaly } from './import-records.js';

/** Told in the answer; the others are where they are kept. */
const MOST_EXAMPLES = 200;
const BATCH = 2_000;

/** Keeps the first anomalies at hand and gives all of them to be kept, batch by batch. */
export class AnomalyLog {
  readonly examples: Anomaly[] = [];
  more = 0;
  private waiting: Anomaly[] = [];

  constructor(private readonly keep: (anomalies: readonly Anomaly[]) => Promise<void>) {}

  async add(anomalies: readonly Anomaly[]): Promise<void> {
    const room = MOST_EXAMPLES - this.examples.length;
    this.examples.push(...anomalies.slice(0, room));
    this.more += Math.max(0, anomalies.length - room);
    this.waiting.push(...anomalies);
    if (this.waiting.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const anomalies = this.waiting;
    this.waiting = [];
    await this.keep(anomalies);
  }
}
