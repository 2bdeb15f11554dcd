import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@jalons/kernel';
import fc from 'fast-check';
import { assertJsonSafe, safeJson } from './json-safety.js';

function refusedField(value: unknown, pointer?: string): string | undefined {
  try {
    assertJsonSafe(value, pointer);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    expect(error).toMatchObject({ kind: 'invalid', code: 'not-storable' });
    return error.problems[0]?.field;
  }
  return undefined;
}

class Point {
  x = 1;
}
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('assertJsonSafe', () => {
  it.each([
    ['NUL', { a: { b: ['x', 'y\0'] } }, '/a/b/1'],
    ['a lone high surrogate', { a: 'x\ud800' }, '/a'],
    ['a lone low surrogate', { a: '\udc00x' }, '/a'],
    ['surrogates in the wrong order', { a: '\udc00\ud800' }, '/a'],
    ['BigInt', { a: 1n }, '/a'],
    ['undefined', { a: undefined }, '/a'],
    ['a hole', { a: Array.from({ length: 2 }) }, '/a/0'],
    ['NaN', { a: Number.NaN }, '/a'],
    ['infinity', { a: -Infinity }, '/a'],
    ['a Date', { a: new Date(0) }, '/a'],
    ['a Map', { a: new Map() }, '/a'],
    ['a class instance', { a: new Point() }, '/a'],
    ['bytes', { a: Buffer.from('x') }, '/a'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a symbol', { a: Symbol('x') }, '/a'],
    ['a name with NUL', { a: { 'b\0': 1 } }, '/a'],
    ['a name that pointers escape', { 'a/b~c': 1n }, '/a~1b~0c'],
  ])('refuses %s and names the field', (_, value, field) => {
    expect(refusedField(value)).toBe(field);
  });

  it.each([
    { a: 'x\0' },
    { a: '\ud800' },
    { 'b\0': 1 },
    { a: { b: undefined } },
    { a: [Number.NaN] },
    { a: new Date(0) },
    { toJSON: () => 1 },
  ])('gives no JSON of what it refuses: %p', (value) => {
    expect(() => safeJson(value)).toThrow(expect.objectContaining({ code: 'not-storable' }) as never);
  });

  it('leaves out members that are undefined', () => {
    expect(safeJson({ a: 1, b: undefined })).toBe('{"a":1}');
  });

  it('gives the JSON of text that only looks escaped', () => {
    expect(JSON.parse(safeJson({ a: String.raw`\u0000 \ud800`, b: '\u0001' }))).toEqual({
      a: String.raw`\u0000 \ud800`,
      b: '\u0001',
    });
  });

  it('refuses a cycle', () => {
    expect(refusedField(cyclic)).toMatch(/^(\/self)+$/);
  });

  it('names the field as the caller sees it', () => {
    expect(refusedField({ a: 1n }, '/rows/3')).toBe('/rows/3/a');
  });

  it('never quotes the value', () => {
    expect(() => assertJsonSafe({ a: 'Zébulon\0' })).toThrow(expect.not.stringContaining('Zébulon') as never);
  });

  it('accepts whatever JSON keeps as it is', () => {
    const storable = fc.jsonValue({ maxDepth: 5 }).filter((value) => !JSON.stringify(value).includes('\\u0000'));
    fc.assert(
      fc.property(storable, (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\ud[89a-f]/.test(text));
        expect(refusedField(value)).toBeUndefined();
      }),
    );
  });

  it('refuses every text whose JSON carries NUL or a lone surrogate, and no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
        const unsafe = /\\u(0000|d[89a-f])/.test(JSON.stringify(text).replaceAll('\\\\', ''));
        expect(refusedField({ text })).toBe(unsafe ? '/text' : undefined);
      }),
    );
  });
});
