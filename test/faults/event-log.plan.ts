import { createHash } from 'node:crypto';
import { derivedId } from '@jalons/kernel';
import type { AppendRequest, StreamName } from '@jalons/event-log';

/** What a writer process is told: its writers, and how many appends of each were acknowledged before. */
export interface WriterPlan {
  readonly url: string;
  readonly appendsPerWriter: number;
  readonly writers: readonly { readonly writer: number; readonly done: number }[];
}

const SECRET = Buffer.from('fault test');

export function plannedStream(writer: number): StreamName {
  return `fault-${derivedId(SECRET, 'stream', String(writer))}`;
}

export function plannedId(writer: number, n: number): string {
  return derivedId(SECRET, String(writer), String(n));
}

/** Append `n` of a writer: the same whoever makes it, so that a successor retries what a killed process began. */
export function plannedAppend(writer: number, n: number): AppendRequest {
  const ciphertext = Buffer.from(`${writer}/${n}`.padEnd(300, '.'));
  return {
    stream: plannedStream(writer),
    expected: n === 0 ? 'none' : n - 1,
    events: [
      {
        eventId: plannedId(writer, n),
        type: 'FaultSurvived',
        schemaVersion: 1,
        keyId: derivedId(SECRET, 'key'),
        digest: createHash('sha256').update(ciphertext).digest(),
        ciphertext,
      },
    ],
  };
}
