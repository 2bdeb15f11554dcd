import { describe, expect, it } from '@jest/globals';
import type { Me, Professional } from '../../api/contract.js';
import { absentees, deputies } from './colleagues.js';

const colleague = (professional: string, structure: string, until: string | null = null): Professional => ({
  ...{ professional, givenName: professional, familyName: 'Exemple', email: null, phone: null },
  mandates: [{ mandate: 'm', role: 'operator', structure, territory: null, from: '2026-01-01', until }],
});
const EVERYBODY = [colleague('Nora', 'ml'), colleague('Omar', 'ml'), colleague('Paul', 'plie')];
const me = (role: 'operator' | 'structure-manager'): Me => ({
  ...{ professional: 'Omar', name: 'Omar', roles: [role], structures: ['ml'], territories: [] },
  mandates: [{ role, structure: 'ml', territory: null }] as Me['mandates'],
});
const names = (options: readonly { value: string }[]) => options.map(({ value }) => value);

describe('an absence', () => {
  it('is one’s own, or that of anybody of a structure that one manages', () => {
    expect(names(absentees(me('operator'), EVERYBODY))).toEqual(['Omar']);
    expect(names(absentees(me('structure-manager'), EVERYBODY))).toEqual(['Omar', 'Nora']);
  });

  it('has a deputy of the same structure, who still works there', () => {
    expect(names(deputies('Omar', EVERYBODY, '2026-11-23'))).toEqual(['Nora']);
    expect(names(deputies('Omar', [EVERYBODY[1]!, colleague('Nora', 'ml', '2026-11-01')], '2026-11-23'))).toEqual([]);
  });
});
