import { describe, expect, it } from '@jest/globals';
import { lastAnswers } from './rights.js';

const said = (id: string, on: string, criterion = 'rsa') => ({
  ...{ id, on, criterion, beneficiaryId: 'a', answer: 'yes' as const, proof: null },
});

describe('the criteria of a person', () => {
  it('are her last answers, across the records that were merged', () => {
    const declared = [said('a', '2026-02-01'), said('b', '2026-01-05'), said('c', '2026-01-05', 'neet')];
    expect(lastAnswers(declared).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('are those noted last, of one day', () => {
    expect(lastAnswers([said('a', '2026-02-01'), said('b', '2026-02-01')]).map(({ id }) => id)).toEqual(['b']);
  });
});
