import {
  commandHashOf,
  type CommandContext,
  type Decided,
  type DomainEvent,
  type ExpectedRevision,
  type Position,
  type StreamName,
} from '@jalons/event-log';
import { derivedId, type Uuid } from '@jalons/kernel';
import type { PatientStore } from './patient-store.js';

/** Somebody else wrote to the stream since it was read: it is read and decided again. */
export class StreamMoved extends Error {}

export interface StreamWriterParts {
  readonly store: PatientStore;
  readonly idSecret: Uint8Array;
  readonly importId: Uuid;
  readonly actor: Uuid;
  readonly territory: Uuid;
}

/** Events of one append; a row's void and its replacement are never parted. */
const MOST_EVENTS = 400;

/** Appends what an import decided, group after group, each under the expected revision. */
export class StreamWriter {
  /** Of the last event stored. */
  position: Position = '';
  events = 0;

  constructor(private readonly parts: StreamWriterParts) {}

  /** @throws StreamMoved where the stream is not at `revision` any more (-1: does not exist). */
  async append(
    stream: StreamName,
    keyId: Uuid,
    revision: number,
    groups: readonly (readonly Decided<DomainEvent>[])[],
    structure: Uuid | undefined,
  ): Promise<void> {
    let at = revision;
    for (const events of batches(groups)) {
      const expected: ExpectedRevision = at === -1 ? 'none' : at;
      const context = this.contextOf(stream, at, structure);
      const outcome = await this.parts.store.append(stream, expected, events, context, keyId);
      if (outcome.status === 'conflict') throw new StreamMoved();
      if (outcome.position > this.position) this.position = outcome.position;
      if (!outcome.repeated) this.events += events.length;
      at += events.length;
    }
  }

  private contextOf(stream: StreamName, revision: number, structure: Uuid | undefined): CommandContext {
    const { idSecret, importId, actor, territory } = this.parts;
    return {
      commandId: derivedId(idSecret, 'import command', importId, stream, String(revision)),
      commandHash: commandHashOf({ importId, stream, revision }),
      ...{ actor, territory, importId, correlationId: importId },
      ...(structure !== undefined && { structure }),
    };
  }
}

function* batches(groups: readonly (readonly Decided<DomainEvent>[])[]): Generator<readonly Decided<DomainEvent>[]> {
  let batch: Decided<DomainEvent>[] = [];
  for (const group of groups) {
    if (batch.length > 0 && batch.length + group.length > MOST_EVENTS) {
      yield batch;
      batch = [];
    }
    batch.push(...group);
  }
  if (batch.length > 0) yield batch;
}
