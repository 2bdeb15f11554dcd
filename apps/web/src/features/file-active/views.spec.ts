import { describe, expect, it } from '@jest/globals';
import { countOf, fileSearchOf } from './views.js';

const COUNTS = {
  ...{ open: 84, exited: 12, mine: 30, 'at-risk': 9, 'no-referent': 3, 'orientation-pending': 6 },
  ...{ 'next-action-due': 11, 'entry-situation-missing': 4, 'six-month-due': 2 },
  departed: [],
};

describe('the views of the file active', () => {
  it('are read from the address, which may hold anything', () => {
    expect(fileSearchOf({ vue: 'late', qui: 'miennes' })).toEqual({ vue: 'late', qui: 'miennes' });
    expect(fileSearchOf({ vue: 'constructor', qui: 'tout' })).toEqual({});
    expect(fileSearchOf({ vue: 'all' })).toEqual({});
  });

  it('say how many they hold only where the server has counted just that', () => {
    expect([countOf('all', 'all', COUNTS), countOf('late', 'all', COUNTS)]).toEqual([84, 11]);
    expect([countOf('all', 'mine', COUNTS), countOf('late', 'mine', COUNTS)]).toEqual([30, undefined]);
    expect(countOf('all', 'all', undefined)).toBeUndefined();
  });
});
