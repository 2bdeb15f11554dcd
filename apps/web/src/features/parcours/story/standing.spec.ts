import { describe, expect, it } from '@jest/globals';
import type { Me } from '../../../api/contract.js';
import { actingFirst, mayAnswer, mayDecide, mayMend, mayRecord, type Standing, structureFor } from './standing.js';

const at = (structures: string[], referent: string | null = 'ml'): Standing => ({ structures, referent });
const orientation = {
  id: 'p',
  fromStructure: 'ml',
  toStructure: 'plie',
  transfersReferent: false,
  onBehalf: false,
  proposedOn: '2026-01-05',
};

describe('what is the reader’s to record', () => {
  it('is nothing for who sees the parcours without following people in a structure that takes part', () => {
    const parcours = { structures: [{ id: 'ml', name: 'Mission locale', role: null, from: '2026-01-05', to: null }] };
    const asked = (role: Me['roles'][number], structure: string) =>
      mayRecord(parcours, { roles: [role], structures: [structure] });
    expect([asked('operator', 'ml'), asked('structure-manager', 'ml')]).toEqual([true, true]);
    expect([asked('operator', 'plie'), asked('coordinator', 'ml')]).toEqual([false, false]);
  });

  it('is the answer to what their structure received, or sent to one without account', () => {
    expect([mayAnswer(orientation, at(['plie'])), mayAnswer(orientation, at(['ml']))]).toEqual([true, false]);
    expect(mayAnswer({ ...orientation, onBehalf: true }, at(['ml']))).toBe(true);
  });

  it('is the exit for the referent’s structure, or for any while there is none', () => {
    expect([mayDecide(at(['ml'])), mayDecide(at(['plie'])), mayDecide(at(['plie'], null))]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is the void of their own entries, and of all for the referent’s structure', () => {
    const entry = (id: string) => ({ structure: { id, name: id } });
    expect([
      mayMend(entry('plie'), at(['plie'])),
      mayMend(entry('gr'), at(['plie'])),
      mayMend(entry('gr'), at(['ml'])),
    ]).toEqual([true, false, true]);
  });

  it('is for the structure that they act for where it has a part, else for the one of theirs that has', () => {
    const both = at(['ml', 'plie']);
    const takes = [{ id: 'ml' }];
    expect(structureFor('ml', both, takes, [])).toBe('ml');
    expect(structureFor('plie', both, takes, [])).toBe('ml');
    expect(structureFor('plie', both, takes, [orientation])).toBe('plie');
    expect([structureFor('plie', both, [], []), structureFor(undefined, both, takes, [])]).toEqual(['plie', undefined]);
  });

  it('is said of the structure that they act for, if it is theirs', () => {
    const both = at(['ml', 'plie']);
    expect(actingFirst(both, 'plie').structures).toEqual(['plie', 'ml']);
    expect([actingFirst(both, 'gr'), actingFirst(both, undefined)]).toEqual([both, both]);
  });
});
