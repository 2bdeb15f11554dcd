import { describe, expect, it } from '@jest/globals';
import type { CaseItem, Professional } from '../../api/contract.js';
import { giversFor, handBackSteps, handoverOf, leftOf, takersFor } from './handover.js';

const TODAY = '2026-11-25';
const who = (givenName: string, structure = 'ml'): Professional => ({
  ...{ professional: givenName, givenName, familyName: 'Exemple', email: null, phone: null },
  mandates: [{ mandate: 'm', role: 'operator', structure, territory: null, from: '2024-01-01', until: null }],
});
const me = (role: 'operator' | 'structure-manager', structures = ['ml']) => ({
  professional: 'Omar',
  name: 'Omar Exemple',
  structures,
  mandates: structures.map((structure) => ({ role, structure, territory: null, mandate: 'm' })),
});
const everyone = [who('Omar'), who('Nadia'), who('Hugo', 'plie')];

describe('handing a portfolio over', () => {
  it('is for one’s own cases, and for those of each member by the manager', () => {
    const names = (role: 'operator' | 'structure-manager') =>
      giversFor(me(role), everyone, [], TODAY, 'Les miens').map(({ label }) => label);
    expect(names('operator')).toEqual(['Les miens']);
    expect(names('structure-manager')).toEqual(['Les miens', 'Nadia Exemple']);
  });

  it('is for those of who left the structure too, as long as somebody is to take them over', () => {
    const left = (referent: string, structure = 'ml') => ({
      ...{ referent: { id: referent, name: `${referent} Exemple` }, cases: 3 },
      structure: { id: structure, name: structure },
    });
    const departed = [left('Inès'), left('Jules', 'plie'), left('Nadia')];
    const names = (role: 'operator' | 'structure-manager') =>
      giversFor(me(role), everyone, departed, TODAY, 'Les miens').map(({ label }) => label);
    expect(names('structure-manager')).toEqual(['Les miens', 'Nadia Exemple', 'Inès Exemple']);
    expect(names('operator')).toEqual(['Les miens']);
  });

  it('goes to another member of one’s structures, named with the structure where there are several', () => {
    const structures = [
      { id: 'ml', name: 'Mission locale', kind: 'mission-locale', seat: true },
      { id: 'plie', name: 'PLIE', kind: 'plie', seat: true },
    ];
    const takers = (own: string[]) =>
      takersFor('Omar', me('operator', own), everyone, structures as never, TODAY).map(({ label }) => label);
    expect(takers(['ml'])).toEqual(['Nadia Exemple']);
    expect(takers(['ml', 'plie'])).toEqual(['Nadia Exemple, Mission locale', 'Hugo Exemple, PLIE']);
  });

  it('sends who takes over and for which structure, without an empty note', () => {
    const typed = { from: 'Omar', to: 'Nadia/ml', occurredOn: TODAY, note: ' ' };
    expect(handoverOf(typed, ['p1'])).toEqual({
      ...{ from: 'Omar', to: 'Nadia', toStructure: 'ml', occurredOn: TODAY, parcours: ['p1'] },
    });
    expect(handoverOf({ ...typed, note: 'Congé' }, ['p1'])).toMatchObject({ note: 'Congé' });
  });

  it('says which cases stay, and why', () => {
    const cases = [{ parcoursId: 'p2', displayName: 'Amina B.' } as CaseItem];
    const items = [
      { parcoursId: 'p1', status: 'handed-over' as const },
      { parcoursId: 'p2', status: 'refused' as const, message: 'Un autre référent.' },
    ];
    expect(leftOf({ items, handedOver: 1, refused: 1, postponed: 0 }, cases)).toEqual([
      { parcoursId: 'p2', name: 'Amina B.', message: 'Un autre référent.' },
    ]);
  });

  it('a case is handed back to another referent, or by its exit where nobody takes over; others only leave', () => {
    expect(handBackSteps({ answers: true })).toEqual(['orientation', 'exit']);
    expect(handBackSteps({ answers: false })).toEqual(['departure']);
  });
});
