import type { Uuid } from '@jalons/kernel';
import type { CommandContext, Decided, DomainEvent, ReadableEvent } from './codec/event.js';
import { erasedEvent, type EventCodec } from './codec/event-codec.js';
import type { DataKey, KeyRing } from './codec/key-ring.js';
import { UnreadableEvent, unreadableEvent } from './codec/unreadable-event.js';
import { eventIdOf } from './commands/command-ids.js';
import type { EventStore } from './event-store.js';
import type { Position, RecordedEvent, StreamName } from './port/envelope.js';
import type { AppendOutcome, EventLog, ExpectedRevision, SubscribeOptions } from './port/event-log.js';

export interface SealedEventStoreOptions {
  readonly log: EventLog;
  readonly keys: KeyRing;
  readonly codec: EventCodec;
  /** Secret kept with the master key, from which ids derive (domain.md § 3). */
  readonly idSecret: Uint8Array;
}

/** Events in clear on this side, sealed under their subject's key on the side of the log. */
export class SealedEventStore implements EventStore {
  constructor(private readonly options: SealedEventStoreOptions) {}

  async load(stream: StreamName, from = 0): Promise<readonly ReadableEvent[]> {
    const recorded = await this.options.log.readStream(stream, { from });
    const keys = await this.openingKeys(recorded);
    return recorded.map((event) => this.open(event, keys));
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly Decided<DomainEvent>[],
    context: CommandContext,
    keyId: Uuid,
  ): Promise<AppendOutcome> {
    const { codec, idSecret, log } = this.options;
    // Everything is encoded before a key is made: a refusal leaves nothing behind.
    const encoded = events.map((event) => codec.encode(event, context));
    const keys = await this.sealingKeys(events.map((event) => event.keyId ?? keyId));
    const sealed = events.map((event, ordinal) => {
      const sealedBy = event.keyId ?? keyId;
      const eventId = event.eventId ?? eventIdOf(idSecret, stream, context.commandId, ordinal);
      const target = { stream, eventId, type: event.type, keyId: sealedBy };
      return codec.seal(target, encoded[ordinal]!, keys.get(sealedBy)!);
    });
    return log.append({ stream, expected, events: sealed });
  }

  /** Events that cannot be read are in the page and throw {@link UnreadableEvent} when their content is looked at. */
  async readAll(after: Position | null, maxCount: number): Promise<readonly ReadableEvent[]> {
    return this.openPage(await this.options.log.readAll({ after, maxCount }));
  }

  /** As {@link readAll}, then live. */
  async *subscribe(options: SubscribeOptions): AsyncGenerator<readonly ReadableEvent[]> {
    for await (const recorded of this.options.log.subscribe(options)) yield await this.openPage(recorded);
  }

  private async openPage(recorded: readonly RecordedEvent[]): Promise<readonly ReadableEvent[]> {
    const keys = await this.openingKeys(recorded);
    return recorded.map((event) => {
      try {
        return this.open(event, keys);
      } catch (error) {
        // One poison event must not keep the others of its page from their readers.
        if (error instanceof UnreadableEvent) return unreadableEvent(event, error);
        throw error;
      }
    });
  }

  private open(event: RecordedEvent, keys: ReadonlyMap<Uuid, DataKey>): ReadableEvent {
    const key = keys.get(event.keyId);
    return key === undefined ? erasedEvent(event) : this.options.codec.open(event, key);
  }

  private openingKeys(events: readonly RecordedEvent[]): Promise<ReadonlyMap<Uuid, DataKey>> {
    return this.options.keys.forOpeningAll(new Set(events.map(({ keyId }) => keyId)));
  }

  private async sealingKeys(keyIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, DataKey>> {
    const distinct = [...new Set(keyIds)];
    const keys = await Promise.all(distinct.map((keyId) => this.options.keys.forSealing(keyId)));
    return new Map(distinct.map((keyId, index) => [keyId, keys[index]!]));
  }
}
