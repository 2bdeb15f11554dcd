import { describe, expect, it } from '@jest/globals';
import { inForce, labelOf } from './codes.js';

describe('codes of a nomenclature', () => {
  const codes = [
    { code: 'emplois-francs', label: 'Emplois francs', validTo: '2024-12-31' },
    { code: 'plie', label: 'PLIE', validFrom: null, validTo: null },
    { code: 'new', label: 'Nouveau', validFrom: '2025-01-01' },
  ];

  it('may be chosen on the days of their validity, both ends included', () => {
    const on = (day: string) => inForce(codes, day).map(({ code }) => code);
    expect(on('2024-12-31')).toEqual(['emplois-francs', 'plie']);
    expect(on('2025-01-01')).toEqual(['plie', 'new']);
  });

  it('are read in French where there is no other label', () => {
    const code = { code: 'phone', label: 'Téléphone', labelEn: 'Phone' };
    expect([labelOf(code, 'fr'), labelOf(code, 'en')]).toEqual(['Téléphone', 'Phone']);
    expect(labelOf({ code: 'x', label: 'Sans traduction', labelEn: '' }, 'en')).toBe('Sans traduction');
  });
});
