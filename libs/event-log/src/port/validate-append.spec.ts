import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { SealedEvent, StreamName } from './envelope.js';
import { InvalidAppend, MAX_APPEND_BYTES, MAX_APPEND_EVENTS, type AppendRequest } from './event-log.js';
import { appendBytes, isStreamName, validateAppend } from './validate-append.js';

const event = (over: Partial<SealedEvent> = {}): SealedEvent => ({
  eventId: randomUUID(),
  type: 'ParcoursOpened',
  schemaVersion: 1,
  keyId: randomUUID(),
  digest: Buffer.alloc(32),
  ciphertext: Buffer.from('sealed'),
  ...over,
});
const request = (over: Partial<AppendRequest> = {}): AppendRequest => ({
  stream: `parcours-${randomUUID()}`,
  expected: 'none',
  events: [event()],
  ...over,
});

describe('validateAppend', () => {
  it('accepts an ordinary append and says what it counts for', () => {
    const one = request({ events: [event(), event()], expected: 3 });
    expect(validateAppend(one)).toBe(one.events.reduce((sum, each) => sum + appendBytes(each), 0));
  });

  it('accepts exactly the largest append, and one byte more never', () => {
    const room = MAX_APPEND_BYTES - appendBytes(event({ ciphertext: Buffer.alloc(0) }));
    expect(validateAppend(request({ events: [event({ ciphertext: Buffer.alloc(room) })] }))).toBe(MAX_APPEND_BYTES);
    const over = request({ events: [event({ ciphertext: Buffer.alloc(room + 1) })] });
    expect(() => validateAppend(over)).toThrow(InvalidAppend);
  });

  it('accepts as many events as the port says, and one more never', () => {
    const many = Array.from({ length: MAX_APPEND_EVENTS }, () => event());
    expect(() => validateAppend(request({ events: many }))).not.toThrow();
    expect(() => validateAppend(request({ events: [...many, event()] }))).toThrow(InvalidAppend);
  });

  const same = randomUUID();
  const refused: readonly (readonly [string, Partial<AppendRequest>])[] = [
    ['an empty batch', { events: [] }],
    ['a name without a dash', { stream: 'parcours' as StreamName }],
    ['a category with a dash', { stream: `case-view-${randomUUID()}` }],
    ['an id that is no UUID', { stream: 'parcours-12' }],
    ['an upper-case id', { stream: `parcours-${randomUUID().toUpperCase()}` }],
    ['a negative revision', { expected: -1 }],
    ['a fractional revision', { expected: 0.5 }],
    ['a revision that would overflow', { expected: 2 ** 31 - 2 }],
    ['a repeated id', { events: [event({ eventId: same }), event({ eventId: same })] }],
    ['an id that is no UUID', { events: [event({ eventId: 'x' })] }],
    ['a key id that is no UUID', { events: [event({ keyId: '' })] }],
    ['an empty type', { events: [event({ type: '' })] }],
    ['a system type', { events: [event({ type: '$metadata' })] }],
    ['a type with a NUL', { events: [event({ type: 'Parcours\u0000' })] }],
    ['version 0', { events: [event({ schemaVersion: 0 })] }],
    ['a short digest', { events: [event({ digest: Buffer.alloc(31) })] }],
  ];
  it.each(refused)('refuses %s', (_what, over) => {
    expect(() => validateAppend(request(over))).toThrow(InvalidAppend);
  });
});

describe('isStreamName', () => {
  it('wants a camelCase category, one dash and an id', () => {
    expect(isStreamName(`ruleSet-${randomUUID()}`)).toBe(true);
    expect(isStreamName(`RuleSet-${randomUUID()}`)).toBe(false);
    expect(isStreamName(`-${randomUUID()}`)).toBe(false);
  });
});
