import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { BEFORE_ALL, compare, placeOf, readForwards, type Place } from './all-reader.js';
import { caughtUp, checkpointReached, confirmed, eventRead, refusal, unsigned } from './answers.js';
import { PAGE, type EventFilter } from './event-filter.js';
import type { streams } from './protocol.js';
import { shownInAll } from './transaction-file.js';
import type { Writer } from './writer.js';

/** Events that wait for a subscriber before the server drops them and has it catch up again. */
const LIVE_BUFFER = 32;

export interface SubscriptionParts {
  readonly writer: Writer;
  /** Exclusive; before all by default. */
  readonly from: Place | 'start' | 'end';
  readonly filter: EventFilter | undefined;
  /** Resolves when the answer may be followed by another one; rejects once the call is over. */
  send(answer: streams.ReadResp): Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * A subscription to `$all`: confirmation → catching up (pages, checkpoints, one more checkpoint at the end) → caught up
 * → live (events; a checkpoint after every interval of records, matching or not) → too far behind: catching up again.
 *
 * Checkpoints never run backwards. Where nothing at all was sent before the end of the log, the first one is "before
 * all", which travels as 2^64 - 1: a subscriber that took it for a position would go on from the *end*. No checkpoint
 * can follow that one, because none is greater.
 */
export class AllSubscription {
  private checkpoint: Place;
  private sentCheckpoint: bigint | undefined;
  private readonly live: { next: number; counted: number };

  constructor(private readonly parts: SubscriptionParts) {
    const { file } = parts.writer;
    this.live = { next: file.indexed, counted: 0 };
    const last = { commit: file.lastIndexed, prepare: file.lastIndexed };
    if (parts.from === 'start') this.checkpoint = BEFORE_ALL;
    else this.checkpoint = parts.from === 'end' ? last : parts.from;
  }

  async run(): Promise<void> {
    const { send, signal, writer } = this.parts;
    const last = writer.file.lastIndexed;
    await send(confirmed(randomUUID()));
    if (compare(this.checkpoint, { commit: last, prepare: last }) < 0) await this.catchUp();
    while (!signal.aborted) {
      await send(caughtUp());
      await this.goLive();
      if (!signal.aborted) await this.catchUp();
    }
  }

  private async catchUp(): Promise<void> {
    const { filter, writer, send } = this.parts;
    const limits = { maxCount: PAGE, window: filter?.window ?? Infinity, allows: filter?.allows ?? (() => true) };
    const interval = filter?.checkpointInterval ?? Infinity;
    let counted = 0;
    let from = this.checkpoint.commit < 0 ? { commit: 0, prepare: 0 } : this.checkpoint;
    if (!writer.file.isBoundary(from.commit)) {
      throw refusal(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
    }
    for (;;) {
      const page = readForwards(writer.file, from, limits);
      for (const record of page.records) {
        if (compare(placeOf(record), this.checkpoint) <= 0) continue;
        await send(eventRead(record));
        this.checkpoint = placeOf(record);
      }
      counted += page.considered;
      if (page.endOfLog) return this.tellCheckpoint();
      if (counted >= interval) {
        counted %= interval;
        if (compare(this.checkpoint, from) < 0) this.checkpoint = from;
        await this.tellCheckpoint();
      }
      from = page.next;
    }
  }

  /** Ends when the subscriber is too far behind, or at the end of the call. */
  private async goLive(): Promise<void> {
    const { filter, writer, send, signal } = this.parts;
    const interval = filter?.checkpointInterval ?? Infinity;
    const { file } = writer;
    while (!signal.aborted) {
      if (file.indexed - this.live.next > LIVE_BUFFER) {
        this.live.next = file.indexed;
        return this.tellCheckpoint();
      }
      for (; this.live.next < file.indexed; this.live.next += 1) {
        const record = file.records[this.live.next]!;
        if (!record.event) continue;
        const place = placeOf(record);
        if (compare(place, this.checkpoint) > 0 && shownInAll(record) && (filter?.allows(record) ?? true)) {
          await send(eventRead(record));
          this.checkpoint = place;
        }
        this.live.counted += 1;
        if (this.live.counted < interval) continue;
        this.live.counted = 0;
        if (compare(place, this.checkpoint) < 0) continue;
        this.checkpoint = place;
        await this.tellCheckpoint();
      }
      await this.moreIndexed();
    }
  }

  private async tellCheckpoint(): Promise<void> {
    if (this.parts.filter === undefined) return;
    const ordered = (unsigned(this.checkpoint.commit) << 64n) | unsigned(this.checkpoint.prepare);
    if (this.sentCheckpoint !== undefined && ordered <= this.sentCheckpoint) return;
    this.sentCheckpoint = ordered;
    await this.parts.send(checkpointReached(this.checkpoint));
  }

  private moreIndexed(): Promise<void> {
    const { writer, signal } = this.parts;
    return new Promise((resolve) => {
      if (signal.aborted || writer.file.indexed > this.live.next) return resolve();
      const done = (): void => {
        stop();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const stop = writer.onIndexed(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
