import { describe, expect, it } from '@jest/globals';
import { expectedNames, goldenName, goldenNames, readGolden, replay } from './golden-file.js';
import { goldenEvents } from './registry.js';

describe('golden events', () => {
  it('there is one for each version of each type, and none for a type that is gone', () => {
    expect(goldenNames().toSorted()).toEqual(expectedNames(goldenEvents).toSorted());
  });

  it.each(goldenNames().map((name) => [name]))('%s reads as it always has', (name) => {
    const golden = readGolden(name);
    expect(goldenName(golden.type, golden.schemaVersion)).toBe(name);
    expect(replay(golden, goldenEvents)).toStrictEqual({
      ...golden.stored,
      data: golden.current,
      type: golden.type,
      erased: false,
      eventId: expect.any(String),
      keyId: expect.any(String),
      stream: expect.any(String),
      revision: 3,
      position: '0000000000000000042',
      recordedAt: 1_793_000_000_000,
    });
  });

  it.each(goldenEvents.map((definition) => [definition.type, definition] as const))(
    '%s: its latest golden file is what is written now',
    (type, { version, validate }) => {
      const { stored, current } = readGolden(goldenName(type, version));
      expect(current).toEqual(stored['data']);
      expect(() => validate?.(current as never)).not.toThrow();
    },
  );
});
