import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Position, StreamName } from '../port/envelope.js';

/** The shape of a domain event: a fact in the past tense, and its data. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** What a decider decides: the event and when it happened in life. The runner adds who, why and ids. */
export type Decided<E extends DomainEvent = DomainEvent> = E & {
  readonly occurredOn: CivilDate;
  /** Time of day `HH:mm` and the zone it was said in; orders the display only (domain.md § 2). */
  readonly at?: { readonly time: string; readonly zone: string };
  /** The day an imported source knew it; absent when interactive or reconstituted. */
  readonly knownOn?: CivilDate;
  readonly knownAt?: Instant;
  /** The entry that this one replaces. */
  readonly corrects?: Uuid;
  /** Only for imported events, whose id derives from their content; interactive ids derive from the command. */
  readonly eventId?: Uuid;
  /** The subject whose key seals this event, where it is not the stream's own. */
  readonly keyId?: Uuid;
};

/** The actor of what the product does by itself, at its first start or on a schedule. */
export const SYSTEM_ACTOR_ID: Uuid = '00000000-0000-8000-8000-000000000001';

/** Who acts, from where, and in answer to what; sealed with every event. */
export interface CommandContext {
  /** Derived from actor and Idempotency-Key, or from an import row: a retry has the same. */
  readonly commandId: Uuid;
  /** Hash of what was asked: the same commandId with another body is refused (422). */
  readonly commandHash: string;
  readonly actor: Uuid;
  readonly structure?: Uuid;
  readonly territory?: Uuid;
  readonly correlationId: Uuid;
  readonly causationId?: Uuid;
  readonly importId?: Uuid;
}

interface ReadEnvelope {
  readonly eventId: Uuid;
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
  readonly recordedAt: Instant;
  readonly keyId: Uuid;
}

interface OpenedMetadata extends CommandContext, ReadEnvelope {
  readonly erased: false;
  readonly occurredOn: CivilDate;
  readonly at?: { readonly time: string; readonly zone: string };
  readonly knownOn?: CivilDate;
  readonly knownAt?: Instant;
  readonly corrects?: Uuid;
}

/** An event read back, decrypted and upcast to the current version of its type; a union where E is one. */
export type StoredEvent<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? OpenedMetadata & Pick<E, 'type' | 'data'>
  : never;

/** An event whose key was destroyed: only its envelope remains. */
export interface ErasedEvent extends ReadEnvelope {
  readonly erased: true;
  readonly type: string;
}

/** Anything a reader of the log may meet. */
export type ReadableEvent<E extends DomainEvent = DomainEvent> = StoredEvent<E> | ErasedEvent;

/** When the event became known: min(knownAt, recordedAt) (domain.md § 2). */
export function knownAtOf(event: { readonly knownAt?: Instant; readonly recordedAt: Instant }): Instant {
  return event.knownAt === undefined ? event.recordedAt : Math.min(event.knownAt, event.recordedAt);
}
