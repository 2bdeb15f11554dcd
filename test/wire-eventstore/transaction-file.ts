import { sizeInFile, type LogRecord, type ProposedEvent } from './record.js';

const EPOCHS = '$epoch-information';
const NEW_DATABASE: readonly { stream: string; type: string; data: string; bytes?: number }[] = [
  { stream: EPOCHS, type: '$epoch-information', data: '{}', bytes: 548 },
  {
    stream: '$$$scavenges',
    type: '$metadata',
    data: '{"$maxAge":2592000,"$acl":{"$r":"$ops","$w":[],"$d":[],"$mr":[],"$mw":[]}}',
  },
];

export interface StreamState {
  /** Written records in order of revision; the revision is the index. */
  readonly records: LogRecord[];
  /** Revisions below it are no longer read: 0, or more where the stream was deleted softly. */
  truncatedBefore: number;
}

/**
 * The log in memory: records in order of position, and the streams they form. What is written is readable only once
 * it is indexed, which happens a moment later on a real server too.
 */
export class TransactionFile {
  readonly records: LogRecord[] = [];
  /** How many records, from the first one, can be read. */
  indexed = 0;
  /** Where the next record will begin. */
  end = 0;
  private readonly streams = new Map<string, StreamState>();

  constructor() {
    // A database has two events of its own before it takes the first one: its epoch and the retention of scavenges.
    for (const { stream, type, data, bytes } of NEW_DATABASE) {
      const event = { id: '', type, json: true, data: Buffer.from(data), metadata: Buffer.alloc(0) };
      this.write(stream, event, bytes);
    }
    this.indexed = this.records.length;
  }

  stream(name: string): StreamState | undefined {
    return this.streams.get(name);
  }

  write(stream: string, event: ProposedEvent, bytes?: number): LogRecord {
    const state = this.streams.get(stream) ?? { records: [], truncatedBefore: 0 };
    this.streams.set(stream, state);
    const record = this.append({ ...event, stream, revision: state.records.length, event: true }, bytes);
    state.records.push(record);
    return record;
  }

  /** The record of an append of no events. */
  writeNothing(stream: string): LogRecord {
    const none = { id: '', type: '', json: false, data: Buffer.alloc(0), metadata: Buffer.alloc(0) };
    return this.append({ ...none, stream, revision: -1, event: false });
  }

  /** Where the last readable record begins. */
  get lastIndexed(): number {
    return this.records[this.indexed - 1]!.position;
  }

  /** Index of the first record at or after a position. */
  indexFrom(position: number): number {
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a record begins there; anything else inside the file is refused. */
  isBoundary(position: number): boolean {
    return position >= this.end || this.records[this.indexFrom(position)]?.position === position;
  }

  private append(record: Omit<LogRecord, 'position' | 'created'>, bytes = sizeInFile(record)): LogRecord {
    const placed = { ...record, position: this.end, created: BigInt(Date.now()) * 10_000n };
    this.records.push(placed);
    this.end += bytes;
    return placed;
  }
}

/** Whether a read of `$all` may show the record, whatever its own filter says. */
export function shownInAll(record: LogRecord): boolean {
  return record.event && record.stream !== EPOCHS;
}
