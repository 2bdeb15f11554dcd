import type { AllStreamSubscription, ResolvedEvent } from '@eventstore/db-client';
import { ClientFailure, failureOf } from './client-failure.js';
import type { FilePosition } from './position.js';
import { storedRecord, type StoredRecord } from './stored-record.js';

/** How -1 travels: the checkpoint "before all", and, given back as a position, the end of the log. */
const BEFORE_ALL = 2n ** 64n - 1n;

/**
 * One live subscription of the client, read at the reader's pace: what is not taken stays in a bounded buffer and then
 * with the server. It ends on the first error and never comes back; the reader opens another one.
 */
export class SubscriptionSource {
  /** Why it ended; undefined while it lives. */
  failure: ClientFailure | undefined;
  private subscription: AllStreamSubscription | undefined;
  private latestCheckpoint: FilePosition | undefined;
  private wake: () => void = () => undefined;

  attach(subscription: AllStreamSubscription): void {
    this.subscription = subscription;
    subscription.on('readable', () => this.wake());
    subscription.on('error', (error) => this.fail(failureOf(error)));
    const ended = (): void => this.fail(new ClientFailure(true, 'subscription ended'));
    subscription.on('end', ended);
    subscription.on('close', ended);
  }

  /**
   * The server got so far; it may be past all that it had to deliver. A server whose log holds nothing to deliver yet
   * says "before all", which would resume at the end and miss what is appended until then.
   */
  reached(position: FilePosition): void {
    if (position.commit === BEFORE_ALL) return;
    this.latestCheckpoint = position;
    this.wake();
  }

  /** At most `max` records that have arrived; empty when there are none for now. */
  take(max: number): readonly StoredRecord[] {
    const records: StoredRecord[] = [];
    while (records.length < max) {
      const resolved = this.subscription?.read() as ResolvedEvent | null;
      if (resolved === null || resolved === undefined) break;
      const record = storedRecord(resolved);
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  /** How far the server got, once; to be asked only after an empty `take`, when nothing before it is left to deliver. */
  takeCheckpoint(): FilePosition | undefined {
    const checkpoint = this.latestCheckpoint;
    this.latestCheckpoint = undefined;
    return checkpoint;
  }

  /** Resolves when there may be something to take, at the end of the subscription, or when `signal` aborts. */
  async changed(signal: AbortSignal): Promise<void> {
    if (this.failure !== undefined || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }

  async close(): Promise<void> {
    this.failure ??= new ClientFailure(true, 'closed');
    // Whatever is still buffered would hold back the end of the call, and with it the end of the client.
    this.subscription?.resume();
    if (!(this.subscription?.destroyed ?? true)) await this.subscription?.unsubscribe().catch(() => undefined);
  }

  private fail(failure: ClientFailure): void {
    this.failure ??= failure;
    this.wake();
  }
}
