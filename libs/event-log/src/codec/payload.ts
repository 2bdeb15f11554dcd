import type { CommandContext, Decided, DomainEvent, StoredEvent } from './event.js';
import { assertJsonSafe, safeJson } from './json-safety.js';

/** Everything of a stored event that is sealed, besides its data (domain.md § 3 "Encrypted payload"). */
export type EventMetadata = Pick<
  StoredEvent,
  keyof CommandContext | 'occurredOn' | 'at' | 'knownOn' | 'knownAt' | 'corrects'
>;

/** The encrypted payload in clear: one flat JSON object. */
export type Payload = EventMetadata & { readonly data: unknown };

/** The fields of the metadata. */
// A record, so that the compiler asks for every one of them.
export const METADATA = Object.keys({
  actor: true,
  structure: true,
  territory: true,
  occurredOn: true,
  at: true,
  knownOn: true,
  knownAt: true,
  commandId: true,
  commandHash: true,
  correlationId: true,
  causationId: true,
  importId: true,
  corrects: true,
} satisfies Record<keyof EventMetadata, true>) as readonly (keyof EventMetadata)[];

/**
 * The JSON text to seal with a decided event: its data, then who, when and why. Refuses values that the log or a read
 * model could not keep, naming the field.
 */
export function encodePayload(event: Decided<DomainEvent>, context: CommandContext): string {
  if (event.data === undefined) assertJsonSafe(event.data, '/data');
  // Named one by one: a copy in a loop costs 2 µs an event. An event brings an id and a key too, which are not sealed.
  const metadata: Record<keyof EventMetadata, unknown> = {
    actor: context.actor,
    structure: context.structure,
    territory: context.territory,
    occurredOn: event.occurredOn,
    at: event.at,
    knownOn: event.knownOn,
    knownAt: event.knownAt,
    commandId: context.commandId,
    commandHash: context.commandHash,
    correlationId: context.correlationId,
    causationId: context.causationId,
    importId: context.importId,
    corrects: event.corrects,
  };
  return safeJson({ data: event.data, ...metadata });
}

/** Reads a JSON text back; null where it is not a payload that {@link encodePayload} wrote. */
export function decodePayload(body: string): Payload | null {
  try {
    const payload = JSON.parse(body) as Partial<Payload> | null;
    const whole = payload?.data !== undefined && payload.actor !== undefined && payload.commandId !== undefined;
    return whole ? (payload as Payload) : null;
  } catch {
    return null;
  }
}
