import type { CommandContext, Decided, DomainEvent, StoredEvent } from './event.js';
import { assertJsonSafe } from './json-safety.js';

/** Everything of a stored event that is sealed, besides its data (domain.md § 3 "Encrypted payload"). */
export type EventMetadata = Pick<
  StoredEvent,
  keyof CommandContext | 'occurredOn' | 'at' | 'knownOn' | 'knownAt' | 'corrects'
>;

/** The encrypted payload in clear: one flat JSON object. */
export type Payload = EventMetadata & { readonly data: unknown };

/** The fields of the metadata, in the order in which they are written. */
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

/** Puts together what is sealed with a decided event. */
export function payloadOf(event: Decided<DomainEvent>, context: CommandContext): Payload {
  const source: Partial<Record<keyof EventMetadata, unknown>> = { ...event, ...context };
  const payload: Record<string, unknown> = { data: event.data };
  for (const name of METADATA) if (source[name] !== undefined) payload[name] = source[name];
  return payload as unknown as Payload;
}

/** The JSON text to seal; refuses values that the log or a read model could not keep, naming the field. */
export function encodePayload(payload: Payload): string {
  assertJsonSafe(payload);
  return JSON.stringify(payload);
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
