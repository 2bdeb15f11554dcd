import { describe, expect, it } from '@jest/globals';
import { en } from './en/index.js';
import { fr } from './fr/index.js';

/** What a message is filled with; the texts of a plural's choices stand in braces too. */
const filledWith = (message: string) =>
  [...new Set([...message.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)[,}]/g)].map(([, name]) => name))].toSorted();

describe('the catalogues', () => {
  it('have the same keys, each with a text of its own', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted());
    for (const text of [...Object.values(fr), ...Object.values(en)]) expect(text.trim()).not.toBe('');
  });

  it('fill each message with the same values', () => {
    for (const [key, text] of Object.entries(fr)) {
      expect([key, filledWith(en[key as keyof typeof fr])]).toEqual([key, filledWith(text)]);
    }
  });

  it('write French as French is written: no straight apostrophe, a space before what needs one', () => {
    const wrong = Object.entries(fr).filter(([, text]) => /\w'\w|[^\s ](?=[;!?»](?:\s|$))|«(?![\s ])/u.test(text));
    expect(wrong).toEqual([]);
  });
});
