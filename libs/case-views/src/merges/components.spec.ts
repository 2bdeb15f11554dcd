import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergedCases } from './components.js';

const edge = (text: string) => ({ person: text[0]!, into: text[1]! });
const casesOf = (people: string, ...edges: string[]) => mergedCases(people, edges.map(edge));

describe('the case of several records', () => {
  it('is each person alone without merges', () => {
    expect([...casesOf('ab')]).toEqual([
      ['a', { members: ['a'], survivor: 'a' }],
      ['b', { members: ['b'], survivor: 'b' }],
    ]);
  });

  it('follows merges through, whoever is asked about', () => {
    const chain = { members: ['a', 'b', 'c', 'd'], survivor: 'c' };
    for (const person of 'abcd') expect(casesOf(person, 'ab', 'bc', 'dc').get(person)).toEqual(chain);
  });

  it('has nobody to stand for it where merges go round in a circle', () => {
    expect(casesOf('a', 'ab', 'bc', 'ca').get('b')).toEqual({ members: ['a', 'b', 'c'], survivor: null });
  });

  it('parts people into cases of their own, each with one survivor or a circle', () => {
    const people = [...'abcdefgh'];
    const merges = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people))).map((pairs) => [
      // One merge in force per record, and none into itself.
      ...new Map(pairs.filter(([from, into]) => from !== into)).entries(),
    ]);
    fc.assert(
      fc.property(merges, (pairs) => {
        const cases = mergedCases(
          people,
          pairs.map(([person, into]) => ({ person, into })),
        );
        for (const [person, into] of pairs) expect(cases.get(person)).toBe(cases.get(into));
        for (const { members, survivor } of cases.values()) {
          const unmerged = members.filter((member) => !pairs.some(([person]) => person === member));
          expect(unmerged.length).toBeLessThanOrEqual(1);
          expect(survivor).toBe(unmerged[0] ?? null);
        }
      }),
    );
  });
});
