/** A record of the transaction file. */
export interface LogRecord {
  /** Where it begins, in bytes; commit and prepare are the same on a server without explicit transactions. */
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** Ticks of 100 ns since the epoch. */
  readonly created: bigint;
  /** False for a record that takes its place in the file and is no event (an append of no events writes one). */
  readonly event: boolean;
}

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** Framing, header, ids, time and the lengths of data and metadata. */
const FIXED_BYTES = 88;

/** Bytes of a record in the file, as a real server counts them: positions advance by the same steps. */
export function sizeInFile(record: Pick<LogRecord, 'stream' | 'type' | 'data' | 'metadata'>): number {
  return FIXED_BYTES + text(record.stream) + text(record.type) + record.data.length + record.metadata.length;
}

function text(value: string): number {
  const bytes = Buffer.byteLength(value, 'utf8');
  let prefix = 1;
  for (let rest = bytes; rest > 127; rest >>= 7) prefix += 1;
  return prefix + bytes;
}
