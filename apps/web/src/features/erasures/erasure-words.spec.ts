import { expect, it } from '@jest/globals';
import { personNumberIn, progressOf, remainsOf } from './erasure-words.js';

it('an erasure goes through six steps', () => {
  expect([progressOf({ state: 'intended' }), progressOf({ state: 'done' })]).toEqual([
    { done: 1, of: 6 },
    { done: 6, of: 6 },
  ]);
});

it('says what the database refused to wipe', () => {
  expect(remainsOf({ remains: ['write-ahead-log', 'else'] })).toEqual(['le journal d’écriture de la base', 'else']);
});

it('takes the number of a person, whole and nothing else', () => {
  expect(personNumberIn(' 018F2B00-0000-7000-8000-000000000001 ')).toBe('018f2b00-0000-7000-8000-000000000001');
  expect([personNumberIn('018f2b00'), personNumberIn('Amina Benali')]).toEqual([undefined, undefined]);
});
