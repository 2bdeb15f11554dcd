import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { randomId } from '@jalons/kernel';
import fc from 'fast-check';
import type { RecordedEvent } from '../port/envelope.js';
import { frameOf, type BoundEnvelope } from './framing.js';
import { digestMatches, digestOf, openEvent, sealEvent } from './seal.js';
import { UnreadableEvent } from './unreadable-event.js';

const key = randomBytes(32);
const envelope: BoundEnvelope = {
  stream: `parcours-${randomId()}`,
  eventId: randomId(),
  type: 'ParcoursOpened',
  schemaVersion: 2,
  keyId: randomId(),
};

function recorded(bound: BoundEnvelope, body: string): RecordedEvent {
  return {
    ...sealEvent(bound, body, key),
    stream: bound.stream,
    revision: 0,
    position: '1'.padStart(19, '0'),
    recordedAt: 0,
  };
}

function reasonOf(open: () => unknown): string | undefined {
  try {
    open();
  } catch (error) {
    if (error instanceof UnreadableEvent) return error.reason;
    throw error;
  }
  return undefined;
}

describe('sealed events', () => {
  it('open to the body that was sealed, whatever its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (body) => {
        const event = recorded(envelope, body);
        expect(openEvent(event, key)).toBe(body);
        expect(digestMatches(event)).toBe(true);
      }),
    );
  });

  it('never repeat an IV, nor show the body', () => {
    const events = Array.from({ length: 2_000 }, () => recorded(envelope, '{"data":"Zébulon Exemple"}'));
    expect(new Set(events.map(({ ciphertext }) => ciphertext.subarray(1, 13).toString('hex'))).size).toBe(2_000);
    expect(events.some(({ ciphertext }) => ciphertext.includes('Exemple'))).toBe(false);
  });

  it.each<[string, Partial<RecordedEvent>]>([
    ['stream', { stream: `parcours-${randomId()}` }],
    ['eventId', { eventId: randomId() }],
    ['type', { type: 'ParcoursExited' }],
    ['schemaVersion', { schemaVersion: 1 }],
    ['keyId', { keyId: randomId() }],
  ])('do not open under another %s, and the digest says so without the key', (_, change) => {
    const moved = { ...recorded(envelope, '{}'), ...change };
    expect(reasonOf(() => openEvent(moved, key))).toBe('altered');
    expect(digestMatches(moved)).toBe(false);
  });

  it('do not open with any single bit changed, and the digest says so', () => {
    const event = recorded(envelope, '{"data":{}}');
    for (let bit = 0; bit < event.ciphertext.length * 8; bit += 1) {
      const ciphertext = Buffer.from(event.ciphertext);
      ciphertext[bit >> 3]! ^= 1 << (bit & 7);
      const altered = { ...event, ciphertext };
      expect(reasonOf(() => openEvent(altered, key))).toBe(bit < 8 ? 'unknown-format' : 'altered');
      expect(digestMatches(altered)).toBe(false);
    }
  });

  it.each([0, 1, 28])('do not open when cut to %d bytes', (length) => {
    const event = recorded(envelope, '{}');
    expect(reasonOf(() => openEvent({ ...event, ciphertext: event.ciphertext.subarray(0, length) }, key))).toBe(
      'unknown-format',
    );
  });

  it('do not open with another key', () => {
    expect(reasonOf(() => openEvent(recorded(envelope, '{}'), randomBytes(32)))).toBe('altered');
  });

  it('carry the digest that verifying computes', () => {
    const event = recorded(envelope, '{"data":1}');
    expect(digestOf(envelope, event.ciphertext)).toEqual(event.digest);
  });
});

describe('the frame', () => {
  it('is different for different envelopes, wherever the text is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '-', '\0', 'é'), maxLength: 4 });
    const bound = fc.record({ stream: text, eventId: text, type: text, schemaVersion: fc.nat(300), keyId: text });
    const bytes = (value: BoundEnvelope): string => Buffer.from(frameOf(value)).toString('hex');
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const [left, right] = [a, b] as unknown as [BoundEnvelope, BoundEnvelope];
        expect(bytes(left) === bytes(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
      { numRuns: 2_000 },
    );
  });
});
