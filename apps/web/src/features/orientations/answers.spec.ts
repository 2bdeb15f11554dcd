import { describe, expect, it } from '@jest/globals';
import type { OrientationItem } from '../../api/contract.js';
import { answersTo, orientationsSearchOf } from './answers.js';

const item = (waitsFor: OrientationItem['waitsFor']): OrientationItem => ({
  ...{ orientationId: 'o', proposalId: 'p', parcoursId: 'c', beneficiaryId: 'b', displayName: 'Amina B.' },
  ...{ from: { id: 'ml', name: 'Mission locale' }, to: { id: 'plie', name: 'PLIE' }, scheme: null },
  ...{ transfersReferent: false, personAgreed: true, proposedOn: '2026-11-01', acceptedOn: null, startedOn: null },
  ...{ endedOn: null, ending: null, daysWaited: 22, waitsFor },
});

describe('what may be said of an orientation', () => {
  it('is the answer for its receiver, then the first meeting or that it came to nothing', () => {
    const receiver = { structures: ['plie'] };
    expect(answersTo(item('answer'), receiver, 'received')).toEqual(['acceptances', 'declines']);
    expect(answersTo(item('start'), receiver, 'received')).toEqual(['starts', 'lapses']);
    expect(answersTo(item(null), receiver, 'received')).toEqual([]);
  });

  it('is to take it back for its sender, until it has begun', () => {
    const sender = { structures: ['ml'] };
    expect(answersTo(item('answer'), sender, 'sent')).toEqual(['withdrawals']);
    expect(answersTo(item('start'), sender, 'sent')).toEqual(['withdrawals']);
    expect(answersTo(item(null), sender, 'sent')).toEqual([]);
  });

  it('is to take it back alone, once the parcours was exited', () => {
    expect(answersTo(item('withdrawal'), { structures: ['plie'] }, 'received')).toEqual([]);
    expect(answersTo(item('withdrawal'), { structures: ['ml'] }, 'sent')).toEqual(['withdrawals']);
  });

  it('is that it came to nothing, for who took part at the exit once its sender had left', () => {
    expect(answersTo(item('withdrawal'), { structures: ['ccas'] }, 'sent')).toEqual(['lapses']);
    expect(answersTo(item('answer'), { structures: ['ccas'] }, 'sent')).toEqual([]);
    expect(answersTo(item('withdrawal'), { structures: [] }, 'sent')).toEqual([]);
  });

  it('is nothing for a reader of neither, such as the coordinator', () => {
    expect(answersTo(item('answer'), { structures: [] }, 'sent')).toEqual([]);
  });
});

it('the address says which are shown, and may hold anything', () => {
  expect(orientationsSearchOf({ sens: 'envoyees', etat: 'closes' })).toEqual({ sens: 'envoyees', etat: 'closes' });
  expect(orientationsSearchOf({ sens: 1, etat: 'ouvertes' })).toEqual({});
});
