import { describe, expect, it } from '@jest/globals';
import type { Professional } from '../../api/contract.js';
import { membersOf } from './members.js';

const who = (givenName: string, ...mandates: Partial<Professional['mandates'][number]>[]): Professional => ({
  ...{ professional: givenName, givenName, familyName: 'Exemple', email: null, phone: null },
  mandates: mandates.map((mandate, index) => ({
    ...{ mandate: `${givenName} ${index}`, role: 'operator', structure: 'ml', territory: null },
    ...{ from: '2024-01-01', until: null },
    ...mandate,
  })),
});

describe('the members of structures', () => {
  it('hold today a mandate to follow people there, once for each structure', () => {
    const known = [
      who('Nadia', {}, { structure: 'plie' }, { role: 'structure-manager' }),
      who('Hugo', { until: '2026-11-25' }),
      who('Inès', { from: '2026-12-01' }),
      who('Claire', { role: 'coordinator' }),
      who('Omar', { structure: 'ailleurs' }),
    ];
    expect(membersOf(known, new Set(['ml', 'plie']), '2026-11-25')).toEqual([
      { professional: 'Nadia', name: 'Nadia Exemple', structure: 'ml' },
      { professional: 'Nadia', name: 'Nadia Exemple', structure: 'plie' },
    ]);
  });
});
