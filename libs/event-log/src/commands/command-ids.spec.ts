import { describe, expect, it } from '@jest/globals';
import { isUuid, randomId } from '@jalons/kernel';
import fc from 'fast-check';
import { canonicalJson, commandHashOf, commandIdOf, eventIdOf } from './command-ids.js';

const secret = Buffer.alloc(32, 1);

describe('commandHashOf', () => {
  it('is the same whatever the order of names', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, shuffled(member)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(commandHashOf(shuffled(value))).toBe(commandHashOf(value));
      }),
    );
  });

  it('differs for different requests, and keeps the order of lists', () => {
    const requests = [{ a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, { b: 1 }, {}, null, [], { a: null }];
    expect(new Set(requests.map(commandHashOf)).size).toBe(requests.length);
  });

  it('does not tell an absent member from an undefined one', () => {
    expect(commandHashOf({ a: 1, b: undefined })).toBe(commandHashOf({ a: 1 }));
  });

  it('is 16 bytes in base64url', () => {
    expect(commandHashOf({})).toMatch(/^[\w-]{22}$/);
  });

  it('rests on canonical JSON', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'é' }], a: null })).toBe('{"a":null,"b":[{"c":"é","d":1}]}');
    expect(canonicalJson(undefined)).toBe('null');
    expect(canonicalJson([undefined, { b: undefined, 10: 1, 9: new Date(0) }])).toBe(
      '[null,{"9":"1970-01-01T00:00:00.000Z","10":1}]',
    );
  });
});

describe('derived ids', () => {
  it('are the same for the same actor and key alone', () => {
    const [ada, bob] = [randomId(), randomId()];
    const ids = [commandIdOf(secret, ada, 'k'), commandIdOf(secret, ada, 'l'), commandIdOf(secret, bob, 'k')];
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(isUuid)).toBe(true);
    expect(commandIdOf(secret, ada, 'k')).toBe(ids[0]);
    expect(commandIdOf(Buffer.alloc(32, 2), ada, 'k')).not.toBe(ids[0]);
  });

  it('differ for each event, and between two streams of one command', () => {
    const commandId = randomId();
    const [a, b] = [`person-${randomId()}`, `person-${randomId()}`] as const;
    const ids = [
      eventIdOf(secret, a, commandId, 0),
      eventIdOf(secret, a, commandId, 1),
      eventIdOf(secret, b, commandId, 0),
    ];
    expect(new Set(ids).size).toBe(3);
  });
});
