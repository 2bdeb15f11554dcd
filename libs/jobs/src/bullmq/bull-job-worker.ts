import { pause } from '@jalons/kernel';
import type { JobWorker } from '../port/jobs.js';
import type { BullWorker } from './back-end.js';

/** A worker of BullMQ behind the port. */
export class BullJobWorker implements JobWorker {
  private closing: Promise<void> | undefined;

  constructor(
    private readonly worker: BullWorker,
    private readonly closePatienceMs: number,
  ) {}

  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  /** A job that outlasts the patience is let go: its lease runs out, and another process takes it over. */
  private async closeOnce(): Promise<void> {
    const timer = new AbortController();
    const finished = this.worker.pause().then(() => true);
    const tooLong = pause(this.closePatienceMs, timer.signal).then(() => false);
    const orderly = await Promise.race([finished, tooLong]);
    timer.abort();
    await this.worker.close(!orderly);
  }
}
