import { describe, expect, it } from '@jest/globals';
import { dueWord, noticesWord } from './notices.js';

const due = (beneficiaryId: string, late = false) => ({ beneficiaryId, late });

describe('the people to inform', () => {
  it('are counted once each, with those whom it is late for', () => {
    expect(noticesWord([due('a', true), due('b'), due('c'), due('b')], false)).toBe(
      '3 personnes à informer, 1 en retard',
    );
    expect(noticesWord([due('a')], false)).toBe('1 personne à informer');
  });

  it('are said to be more where the list goes on, and so are the late ones where all of these are', () => {
    expect(noticesWord([due('a', true), due('b')], true)).toBe('2 personnes ou plus à informer, 1 en retard');
    expect(noticesWord([due('a', true), due('b', true)], true)).toBe(
      '2 personnes ou plus à informer, 2 ou plus en retard',
    );
  });

  it('have until a day, then are late by days', () => {
    const today = '2026-11-26';
    expect(dueWord({ dueOn: '2026-12-04', late: false }, today)).toBe('à informer au plus tard le 4 déc.');
    expect(dueWord({ dueOn: today, late: false }, today)).toBe('à informer aujourd’hui');
    expect(dueWord({ dueOn: '2026-11-22', late: true }, today)).toBe('en retard de 4 j');
  });
});
