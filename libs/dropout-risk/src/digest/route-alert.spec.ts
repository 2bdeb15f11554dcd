import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { answersFor, coordinatorsOf, routeAlert, type AlertPlace, type HeldPlace, type Office } from './route-alert.js';

const at = (professional: string, role: HeldPlace['role'], structure: string | null = 'S'): HeldPlace => ({
  ...{ professional, role, structure, territory: 'T' },
});

const OFFICE: Office = {
  day: civilDateOf('2026-02-02'),
  held: [
    at('referent', 'operator'),
    at('deputy', 'operator'),
    at('manager', 'structure-manager'),
    at('receiver', 'operator', 'R'),
    at('coordinator', 'coordinator', null),
  ],
  away: [],
};

const ALERT: AlertPlace = {
  ...{ referent: 'referent', referentStructure: 'S', viewers: ['S'], receivers: [], territory: 'T' },
};

const away = (professional: string, deputy: string) => ({ professional, deputy });

describe('an alert is for', () => {
  it.each<[string, Partial<AlertPlace>, Partial<Office>, readonly string[]]>([
    ['the referent', {}, {}, ['referent']],
    ['the deputy of an absent one', {}, { away: [away('referent', 'deputy')] }, ['deputy']],
    [
      'the manager, where the deputy is away too',
      {},
      { away: [away('referent', 'deputy'), away('deputy', 'referent')] },
      ['manager'],
    ],
    ['the manager, where the deputy works elsewhere', {}, { away: [away('referent', 'receiver')] }, ['manager']],
    ['the manager, where nobody is the referent', { referent: null }, {}, ['manager']],
    [
      'the manager, where the referent left the structure',
      {},
      { held: OFFICE.held.filter(({ professional }) => professional !== 'referent') },
      ['manager'],
    ],
    [
      'all who work there, where nobody manages it',
      { referent: null },
      { held: OFFICE.held.filter(({ role }) => role !== 'structure-manager') },
      ['referent', 'deputy'],
    ],
    [
      'the coordinator, where nobody is left',
      {},
      { held: OFFICE.held.filter(({ structure }) => structure !== 'S') },
      ['coordinator'],
    ],
    ['nobody, in no territory and no structure', { viewers: [], referent: null, territory: null }, {}, []],
    ['the structure that is to receive, of a handover', { receivers: ['R'] }, {}, ['receiver']],
    ['the referent, of a handover to where nobody is', { receivers: ['X'] }, {}, ['referent']],
    [
      'one person once, whatever the number of their mandates',
      { referent: null, viewers: ['S', 'R'], referentStructure: null },
      { held: [...OFFICE.held, at('manager', 'structure-manager', 'R')] },
      ['manager'],
    ],
  ])('%s', (_whom, alert, office, expected) => {
    expect(routeAlert({ ...ALERT, ...alert }, { ...OFFICE, ...office })).toEqual(expected);
  });

  it.each<[string, string, Partial<AlertPlace>, Partial<Office>, boolean]>([
    ['the referent who took it in charge', 'referent', {}, {}, true],
    ['the referent, who is away', 'referent', {}, { away: [away('referent', 'deputy')] }, false],
    ['the deputy of an absent one', 'deputy', {}, { away: [away('referent', 'deputy')] }, true],
    ['a referent of before', 'referent', { referent: 'deputy' }, {}, false],
    ['a colleague, beside the referent', 'deputy', {}, {}, false],
    ['a colleague, where nobody is the referent', 'deputy', { referent: null }, {}, true],
    [
      'one who left the structure',
      'referent',
      { referent: null },
      { held: OFFICE.held.filter(({ professional }) => professional !== 'referent') },
      false,
    ],
    ['whoever works where a handover is awaited', 'receiver', { receivers: ['R'] }, {}, true],
  ])('answered for by %s', (_who, professional, alert, office, expected) => {
    expect(answersFor(professional, { ...ALERT, ...alert }, { ...OFFICE, ...office })).toBe(expected);
  });

  it('coordinators of its own territory, and of none', () => {
    expect(coordinatorsOf('T', OFFICE)).toEqual(['coordinator']);
    expect(coordinatorsOf('elsewhere', OFFICE)).toEqual([]);
    expect(coordinatorsOf(null, OFFICE)).toEqual([]);
  });
});
