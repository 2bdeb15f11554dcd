import type { ImportProgress } from '@jalons/import';
import type pg from 'pg';
import { serverProcessor } from './server-processor.js';

const [EVERY_MS, EVERY_EVENTS] = [1_000, 1_000_000];

/**
 * Prints a line for each million events of an import under way, so that its growth is seen from a part of it too: the
 * rate of that million, the memory of the process and its processor time.
 */
export class GrowthLog {
  /** In megabytes. */
  peak = 0;
  private readonly begun = performance.now();
  private readonly timers: readonly NodeJS.Timeout[];
  private told = { at: performance.now(), events: 0, own: process.cpuUsage(), server: 0 };
  private step: ImportProgress['step'] | undefined;
  private asking = false;

  constructor(private readonly admin: Pick<pg.Client, 'query'>) {
    const watch = () => (this.peak = Math.max(this.peak, process.memoryUsage.rss() / 1_000_000));
    this.timers = [setInterval(watch, 200), setInterval(() => void this.ask(), EVERY_MS)];
  }

  /** To be told of the progress of an import. */
  readonly progress = ({ step, rows, total }: ImportProgress): void => {
    if (step === this.step) return;
    this.step = step;
    if (step === 'writing') void this.tell(`${count(total ?? rows)} entries are read`, this.told.events);
  };

  end(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const { rows } = await this.admin.query<{ events: number }>(
      'SELECT coalesce(max(position), 0)::float8 AS events FROM log.events',
    );
    const { events } = rows[0]!;
    if (events - this.told.events >= EVERY_EVENTS) await this.tell(`${count(events)} events`, events);
    this.asking = false;
  }

  private async tell(what: string, events: number): Promise<void> {
    const { told } = this;
    const server = await serverProcessor(this.admin);
    const seconds = (performance.now() - told.at) / 1_000;
    const { user, system } = process.cpuUsage(told.own);
    const done = events - told.events;
    const of = (processor: number) =>
      done > 0 ? `${((processor * 1_000_000) / done).toFixed(0)} µs an event` : `${processor.toFixed(0)} s`;
    console.log(
      `${((performance.now() - this.begun) / 1_000).toFixed(0)} s: ${what}${done > 0 ? `, ${count(done / seconds)}/s` : ''}; ` +
        `processor: ${of((user + system) / 1_000_000)}, of PostgreSQL ${of(server - told.server)}; ` +
        `${count(process.memoryUsage.rss() / 1_000_000)} MB, at most ${count(this.peak)}`,
    );
    this.told = { at: performance.now(), events, own: process.cpuUsage(), server };
  }
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
