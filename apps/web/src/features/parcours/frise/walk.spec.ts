import { describe, expect, it } from '@jest/globals';
import type { AnyMark } from './marks.js';
import { walk } from './walk.js';

const point = (id: string, lane: number, on: string): AnyMark => ({
  type: 'point',
  id,
  name: id,
  line: id,
  lane,
  on,
  kind: 'reached',
});
const marks = [
  point('a', 0, '2026-01-01'),
  point('b', 2, '2026-01-15'),
  point('c', 0, '2026-02-01'),
  point('d', 2, '2026-03-01'),
];
const from = (id: string, key: string) => walk(marks, id, key)?.id;

describe('walking through the marks', () => {
  it('goes through time, and stops at both ends', () => {
    expect([from('a', 'ArrowRight'), from('d', 'ArrowRight'), from('a', 'ArrowLeft')]).toEqual([
      'b',
      undefined,
      undefined,
    ]);
    expect([from('b', 'Home'), from('b', 'End')]).toEqual(['a', 'd']);
  });

  it('changes lane to the nearest mark in time, over lanes that have none', () => {
    expect([from('a', 'ArrowDown'), from('c', 'ArrowDown'), from('d', 'ArrowUp')]).toEqual(['b', 'b', 'c']);
    expect(from('a', 'ArrowUp')).toBeUndefined();
  });

  it('leaves other keys alone', () => {
    expect(from('a', 'x')).toBeUndefined();
  });
});
