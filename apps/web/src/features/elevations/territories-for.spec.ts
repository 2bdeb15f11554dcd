import { describe, expect, it } from '@jest/globals';
import { territoriesFor } from './territories-for.js';

describe('the territories for which the glass may be broken', () => {
  const mandates = [
    { mandate: 'm1', role: 'coordinator', structure: null, territory: 'west' },
    { mandate: 'm2', role: 'operator', structure: 'plie', territory: 'east' },
    { mandate: 'm3', role: 'operator', structure: 'ml', territory: 'west' },
    { mandate: 'm4', role: 'structure-manager', structure: 'ml', territory: 'north' },
    { mandate: 'm5', role: 'steering', structure: null, territory: 'south' },
    { mandate: 'm6', role: 'operator', structure: 'ml', territory: null },
  ] as const;

  it('are each told once, those of the structure first', () => {
    expect(territoriesFor({ mandates: [...mandates] }, 'plie')).toEqual(['east', 'west', 'north']);
    expect(territoriesFor({ mandates: [...mandates] }, undefined)).toEqual(['west', 'east', 'north']);
    expect(territoriesFor({ mandates: [] }, 'ml')).toEqual([]);
  });
});
