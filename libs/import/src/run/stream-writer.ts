import {
  commandHashOf,
  LogUnavailable,
  type CommandContext,
  type Decided,
  type DomainEvent,
  type EventStore,
  type ExpectedRevision,
  type Position,
  type StreamName,
} from '@jalons/event-log';
import { backoffMs, derivedId, type Uuid } from '@jalons/kernel';
import { setTimeout as delay } from 'node:timers/promises';

/** Somebody else wrote to the stream since it was read: it is read and decided again. */
export class StreamMoved extends Error {}

export interface StreamWriterParts {
  readonly store: EventStore;
  readonly idSecret: Uint8Array;
  readonly importId: Uuid;
  readonly actor: Uuid;
  readonly territory: Uuid;
}

/** Events of one append; a row's void and its replacement are never parted. */
const MOST_EVENTS = 400;
/** How often an append is tried again while the log is away, some two minutes in all. */
const MOST_ATTEMPTS = 30;

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
      const outcome = await this.untilTaken(stream, expected, events, this.contextOf(stream, at, structure), keyId);
      if (outcome.status === 'conflict') throw new StreamMoved();
      if (outcome.position > this.position) this.position = outcome.position;
      if (!outcome.repeated) this.events += events.length;
      at += events.length;
    }
  }

  private async untilTaken(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly Decided<DomainEvent>[],
    context: CommandContext,
    keyId: Uuid,
  ) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.parts.store.append(stream, expected, events, context, keyId);
      } catch (error) {
        // The same ids after the same revision: stored twice is stored once.
        if (!(error instanceof LogUnavailable) || attempt === MOST_ATTEMPTS) throw error;
        await delay(error.retryAfterMs ?? backoffMs(attempt));
      }
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
