import type { AppendOutcome, AppendRequest } from '../port/event-log.js';
import { byteaArray, int4Array, textArray, uuidArray } from './binary-arrays.js';
import { positionOf } from './position.js';

/** One round trip, one transaction, one flush for a whole group: see 0011_append.sql for parameters and results. */
const APPEND =
  'SELECT head, verdicts, revisions, positions FROM log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)';

const CONFLICT = 2;
const REPEATED = 1;

/** Row of {@link APPEND}; the arrays are null where the whole group was appended. */
export type AppendRow = [
  head: string,
  verdicts: number[] | null,
  revisions: number[] | null,
  positions: (string | null)[] | null,
];

/** The statement of a group, prepared once per connection. */
export function appendStatement(group: readonly AppendRequest[]): {
  name: string;
  text: string;
  values: (Buffer | boolean)[];
  rowMode: 'array';
} {
  const streams: string[] = [];
  const revisions: number[] = [];
  for (const request of group) {
    let revision = expectedNumber(request);
    for (let n = request.events.length; n > 0; n -= 1) {
      streams.push(request.stream);
      revisions.push((revision += 1));
    }
  }
  const events = group.length === 1 ? group[0]!.events : group.flatMap((request) => request.events);
  return {
    name: 'log_append',
    text: APPEND,
    rowMode: 'array',
    values: [
      textArray(group.map((request) => request.stream)),
      int4Array(group.map(expectedNumber)),
      int4Array(group.map((request) => request.events.length)),
      textArray(streams),
      int4Array(revisions),
      uuidArray(events.map((event) => event.eventId)),
      textArray(events.map((event) => event.type)),
      int4Array(events.map((event) => event.schemaVersion)),
      uuidArray(events.map((event) => event.keyId)),
      byteaArray(events.map((event) => event.digest)),
      byteaArray(events.map((event) => event.ciphertext)),
      repeats(group.map((request) => request.stream)) || repeats(events.map((event) => event.eventId)),
    ],
  };
}

/** What became of each append of the group, in its order. */
export function outcomesOf(group: readonly AppendRequest[], row: AppendRow): AppendOutcome[] {
  const [head, verdicts, revisions, positions] = row;
  if (verdicts === null || revisions === null || positions === null) {
    let position = BigInt(head);
    return group.map((request) => {
      position += BigInt(request.events.length);
      return {
        status: 'appended',
        repeated: false,
        revision: expectedNumber(request) + request.events.length,
        position: positionOf(String(position)),
      };
    });
  }
  return group.map((_request, index) => {
    const revision = revisions[index]!;
    if (verdicts[index] === CONFLICT) return { status: 'conflict', actual: revision < 0 ? 'none' : revision };
    return {
      status: 'appended',
      repeated: verdicts[index] === REPEATED,
      revision,
      position: positionOf(positions[index]!),
    };
  });
}

function repeats(values: readonly string[]): boolean {
  return values.length > 1 && new Set(values).size < values.length;
}

function expectedNumber(request: AppendRequest): number {
  return request.expected === 'none' ? -1 : request.expected;
}
