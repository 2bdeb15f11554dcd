import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { civilDateOf } from '@jalons/kernel';
import type { CommandContext, Decided, RecordedEvent, SealedEvent, StreamName } from '@jalons/event-log';
import { EventCodec } from '../../../libs/event-log/src/codec/event-codec.js';
import { EventTypeRegistry } from '../../../libs/event-log/src/codec/event-types.js';

const TYPE = 'ContactAttempted';
const definitions = [{ type: TYPE, version: 1, upcasters: {} }];
export const codec = new EventCodec(new EventTypeRegistry(definitions));
export const verifyingCodec = new EventCodec(new EventTypeRegistry(definitions), { verifyDigests: true });

export const KEY = randomBytes(32);
export const KEY_ID = randomUUID();

const actor = randomUUID();
const structure = randomUUID();
const territory = randomUUID();

/** An ordinary step of a parcours as a handler decides it: about 550 bytes of JSON with its metadata. */
export function decided(): { event: Decided; context: CommandContext } {
  return {
    event: {
      type: TYPE,
      occurredOn: civilDateOf('2026-05-12'),
      data: { channel: 'phone', reached: false, outcome: 'voicemail', note: 'Message laissé, rappeler jeudi matin' },
    },
    context: {
      commandId: randomUUID(),
      commandHash: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      actor,
      structure,
      territory,
      correlationId: randomUUID(),
    },
  };
}

/** With the full envelope: JSON, AES-256-GCM bound to the envelope, SHA-256. */
export function sealedEvent(stream: StreamName): SealedEvent {
  const { event, context } = decided();
  const target = { stream, eventId: randomUUID(), type: TYPE, keyId: KEY_ID };
  return codec.seal(target, codec.encode(event, context), KEY);
}

const NO_DIGEST = createHash('sha256').digest();

/** The same event in clear, for the floors that do without encryption and digest. */
export function clearEvent(): SealedEvent {
  const { event, context } = decided();
  return {
    eventId: randomUUID(),
    type: TYPE,
    schemaVersion: 1,
    keyId: KEY_ID,
    digest: NO_DIGEST,
    ciphertext: Buffer.from(codec.encode(event, context).body),
  };
}

/** Decrypts and parses: what any reader of sealed events has to do. */
export function openAll(events: readonly RecordedEvent[], with_ = codec): number {
  for (const event of events) with_.open(event, KEY);
  return events.length;
}

export function newStream(): StreamName {
  return `parcours-${randomUUID()}`;
}
