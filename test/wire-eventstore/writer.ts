import { decideAppend, isDeleted, type Expected } from './append-decision.js';
import type { LogRecord, ProposedEvent } from './record.js';
import type { TransactionFile } from './transaction-file.js';

export type AppendAnswer =
  /** -1 for the revision of a stream that still has no event; no position where the event can no longer be read. */
  | { readonly answer: 'success'; readonly revision: number; readonly position: number | undefined }
  | { readonly answer: 'conflict'; readonly current: number }
  | { readonly answer: 'timeout'; readonly message: string };

/** What a real server puts into the metadata of a stream deleted softly: cut off before every revision there can be. */
export const CUT_ALL = 2n ** 63n - 1n;

/**
 * The one writer of the log. It answers once what it wrote is indexed; a copy of an append that comes in between is
 * dropped without a word and ends as a timeout, which is why a retry has to bring the same ids *and* the same revision.
 */
export class Writer {
  private readonly recent = new Map<string, LogRecord>();
  private readonly waiting: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private held = false;
  private scheduled = false;

  constructor(
    readonly file: TransactionFile,
    /** After how long a dropped copy is answered, in ms; 2 000 on a real server. */
    private readonly commitTimeoutMs: number,
  ) {}

  async append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Promise<AppendAnswer> {
    const state = this.file.stream(stream);
    const ids = events.map(({ id }) => id);
    const decision = decideAppend(stream, expected, ids, { stream: state, recent: this.recent });
    if (decision.take === 'conflict') return { answer: 'conflict', current: decision.current };
    if (decision.take === 'repeated') return this.repeated(decision.last);
    const last = this.write(stream, events);
    const revision = (this.file.stream(stream)?.records.length ?? 0) - 1;
    await this.untilIndexed();
    return { answer: 'success', revision, position: last.position };
  }

  /** Cuts off all revisions so far; the stream then reads as if it never were, and goes on after them. */
  async softDelete(stream: string): Promise<number> {
    const state = this.file.stream(stream);
    if (state !== undefined) state.truncatedBefore = Number.MAX_SAFE_INTEGER;
    const record = this.writeMetadata(stream, CUT_ALL);
    await this.untilIndexed();
    return record.position;
  }

  /** Calls back after more has become readable, until the returned function is called. */
  onIndexed(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is written from now on stays unreadable and unanswered, as on a server that dies or stalls just then. */
  holdAnswers(): void {
    this.held = true;
  }

  releaseAnswers(): void {
    this.held = false;
    this.index();
  }

  private write(stream: string, events: readonly ProposedEvent[]): LogRecord {
    const state = this.file.stream(stream);
    const reopened = isDeleted(state) ? state : undefined;
    const firstRevision = state?.records.length ?? 0;
    let last: LogRecord | undefined;
    for (const event of events) {
      last = this.file.write(stream, event);
      this.recent.set(event.id, last);
    }
    last ??= this.file.writeNothing(stream);
    if (reopened !== undefined) {
      reopened.truncatedBefore = firstRevision;
      this.writeMetadata(stream, BigInt(firstRevision));
    }
    return last;
  }

  private writeMetadata(stream: string, truncatedBefore: bigint): LogRecord {
    const data = Buffer.from(`{"$tb":${truncatedBefore}}`);
    const event = { id: '', type: '$metadata', json: true, data, metadata: Buffer.alloc(0) };
    const record = this.file.write(`$$${stream}`, event);
    // Of metadata only the latest counts, and is read.
    this.file.stream(record.stream)!.truncatedBefore = record.revision;
    return record;
  }

  private async repeated(last: LogRecord): Promise<AppendAnswer> {
    if (last.position > this.file.lastIndexed) {
      await new Promise((resolve) => setTimeout(resolve, this.commitTimeoutMs).unref());
      return { answer: 'timeout', message: 'Commit phase timeout.' };
    }
    const readable = last.revision >= (this.file.stream(last.stream)?.truncatedBefore ?? 0);
    return { answer: 'success', revision: last.revision, position: readable ? last.position : undefined };
  }

  private untilIndexed(): Promise<void> {
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(() => {
        this.scheduled = false;
        if (!this.held) this.index();
      });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private index(): void {
    this.file.indexed = this.file.records.length;
    for (const answer of this.waiting.splice(0)) answer();
    for (const listener of this.listeners) listener();
  }
}
