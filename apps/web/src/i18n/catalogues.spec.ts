import { describe, expect, it } from '@jest/globals';
import { en } from './en/index.js';
import { fr } from './fr/index.js';

describe('the catalogues', () => {
  it('have the same keys, each with a text of its own', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted());
    for (const text of [...Object.values(fr), ...Object.values(en)]) expect(text.trim()).not.toBe('');
  });

  it('write French as French is written: no straight apostrophe, a space before what needs one', () => {
    const wrong = Object.entries(fr).filter(([, text]) => /\w'\w|[^\s ](?=[;!?»](?:\s|$))|«(?![\s ])/u.test(text));
    expect(wrong).toEqual([]);
  });
});
