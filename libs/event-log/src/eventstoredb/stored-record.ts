import type { ResolvedEvent } from '@eventstore/db-client';
import type { FilePosition } from './position.js';

/** A record as the server holds it. */
export interface StoredRecord {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly binary: boolean;
  readonly data: Uint8Array;
  readonly metadata: unknown;
  /** When the server took it, ms since epoch. */
  readonly createdAt: number;
  readonly position: FilePosition | undefined;
}

/** A record of the client's answer; undefined for a link whose target is gone. */
export function storedRecord({ event }: ResolvedEvent): StoredRecord | undefined {
  if (event === undefined) return undefined;
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    type: event.type,
    binary: !event.isJson,
    data: event.isJson ? new Uint8Array() : event.data,
    metadata: event.metadata,
    createdAt: event.created.getTime(),
    position: event.position,
  };
}
