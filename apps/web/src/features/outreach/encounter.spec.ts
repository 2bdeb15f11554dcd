import { describe, expect, it } from '@jest/globals';
import {
  blank,
  encounterOf,
  linkable,
  needsOf,
  needsText,
  outreachSearchOf,
  POINTERS,
  problemsOf,
  sentenceOf,
} from './encounter.js';

const TODAY = '2026-11-24';

describe('an encounter as it is typed', () => {
  it('is one person in the street today, until it is said otherwise', () => {
    expect(encounterOf(blank(TODAY))).toEqual({ occurredOn: TODAY, channel: 'street', count: 1, needs: [] });
    expect(Object.keys(POINTERS).toSorted()).toEqual(Object.keys(blank(TODAY)).toSorted());
  });

  it('is sent with what was answered alone', () => {
    const needs = needsText(['mobilite', 'numerique']);
    const typed = { ...blank(TODAY), time: '14:30', place: ' Marché ', count: '3', qpv: '2024-grand-mirail', needs };
    expect(encounterOf(typed)).toEqual({
      ...{ occurredOn: TODAY, channel: 'street', count: 3, needs: ['mobilite', 'numerique'], time: '14:30' },
      ...{ place: { label: 'Marché' }, qpv: '2024-grand-mirail' },
    });
    expect([needsOf(typed), needsOf(blank(TODAY))]).toEqual([['mobilite', 'numerique'], []]);
  });

  it('says what it will be, whatever is still missing', () => {
    const typed = { ...blank('2026-11-02'), place: 'Marché de Bellefontaine', count: '3' };
    expect(sentenceOf(typed, 'Dans la rue', TODAY)).toBe(
      'Le 2 nov. : 3 personnes rencontrées · Dans la rue · Marché de Bellefontaine',
    );
    expect(sentenceOf({ ...blank(''), count: '' }, undefined, TODAY)).toBe('Le … : une personne rencontrée');
  });

  it('is not sent without a day that has come, a channel and a number', () => {
    expect(problemsOf(blank(TODAY), TODAY)).toEqual({});
    expect(Object.keys(problemsOf({ ...blank(''), channel: '', count: ' ' }, TODAY))).toEqual([
      ...['occurredOn', 'channel', 'count'],
    ]);
    expect(problemsOf(blank('2026-11-25'), TODAY)).toEqual({ occurredOn: 'Cette date est dans le futur.' });
  });
});

it('is linked to somebody once, and never where several were met', () => {
  const cases = [
    { count: 1, linked: false },
    { count: 1, linked: true },
    { count: 2, linked: false },
  ];
  expect(cases.map(linkable)).toEqual([true, false, false]);
});

it('has a draft that its address may ask for', () => {
  expect([outreachSearchOf({ saisie: 'd1', x: 1 }), outreachSearchOf({ saisie: 2 })]).toEqual([{ saisie: 'd1' }, {}]);
});
