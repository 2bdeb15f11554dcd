import { describe, expect, it } from '@jest/globals';
import { inForce } from './codes.js';

describe('codes of a nomenclature', () => {
  const base = { status: 'sourced' as const, extra: {} };
  const codes = [
    { ...base, code: 'emplois-francs', label: 'Emplois francs', validTo: '2024-12-31' },
    { ...base, code: 'plie', label: 'PLIE' },
    { ...base, code: 'new', label: 'Nouveau', validFrom: '2025-01-01' },
  ];

  it('may be chosen on the days of their validity, both ends included', () => {
    const on = (day: string) => inForce(codes, day).map(({ code }) => code);
    expect(on('2024-12-31')).toEqual(['emplois-francs', 'plie']);
    expect(on('2025-01-01')).toEqual(['plie', 'new']);
  });
});
