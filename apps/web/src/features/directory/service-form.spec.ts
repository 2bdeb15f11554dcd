import { describe, expect, it } from '@jest/globals';
import type { Code, Service } from '../../api/contract.js';
import { BLANK, fieldsOf, lawOf, POINTERS, serviceOf, unanswered } from './service-form.js';

const code = (code: string, law?: string): Code => ({
  ...{ code, label: code, status: 'sourced' },
  extra: law === undefined ? {} : { common_law: law },
});
const schemes = [code('iae', 'yes'), code('paqte', 'no'), code('unmarked')];

/** What is said of a service, as it is sent. */
const said = {
  ...{
    name: 'Garde d’enfants',
    description: 'Une place le matin.',
    commonLaw: true,
    scheme: 'iae',
    type: 'accompagnement',
  },
  ...{ topics: ['famille--garde-denfants'], publics: ['familles'], eligibilityAreas: ['31555'], placesOpen: 4 },
  receptionModes: ['in-person' as const],
  mobilisedBy: ['residents' as const],
  fees: 'free' as const,
  ...{ mobilisationModes: ['telephoner'], hoursPerWeek: 3.5, weeks: 12, openingHours: 'Mo-Fr 09:00-12:00' },
  ...{ phone: '05 00 00 00 00', sourceLink: 'https://www.exemple.fr/garde' },
  address: { line: '3 rue d’Exemple', postcode: '31100', city: 'Toulouse', inseeCode: '31555' },
};
const service: Service = {
  ...said,
  ...{ id: 's', structure: 'plie', territory: null, listedOn: '2026-01-05', confirmedOn: '2026-03-01' },
  ...{ stale: false, withdrawnOn: null },
};

describe('the form of a service', () => {
  it('sends back what it was filled with, what it does not ask included', () => {
    expect(serviceOf(fieldsOf(service), schemes, service)).toEqual(said);
  });

  it('leaves out what nobody answered, and says that the places are not known', () => {
    const fields = {
      ...BLANK,
      structure: 'plie',
      name: ' Atelier CV ',
      description: 'Un atelier.',
      commonLaw: 'no' as const,
    };
    expect(serviceOf(fields, schemes)).toEqual({
      ...{ name: 'Atelier CV', description: 'Un atelier.', commonLaw: false, placesOpen: 'unknown' },
      ...{ topics: [], publics: [], mobilisedBy: [], mobilisationModes: [], receptionModes: [] },
    });
    expect(serviceOf({ ...fields, placesOpen: '0', city: 'Blagnac' }, schemes)).toMatchObject({
      ...{ placesOpen: 0, address: { city: 'Blagnac' } },
    });
  });

  it('forgets the code of a commune with its town, and an address with its last line', () => {
    const moved = serviceOf({ ...fieldsOf(service), city: 'Blagnac', postcode: '31700' }, schemes, service);
    expect(moved.address).toEqual({ line: '3 rue d’Exemple', postcode: '31700', city: 'Blagnac' });
    const nowhere = { ...fieldsOf(service), line: '', city: '', postcode: '' };
    expect(serviceOf(nowhere, schemes, service)).not.toHaveProperty('address');
  });

  it('takes the law of its scheme, and asks for it where the scheme does not say', () => {
    const law = (scheme: string, commonLaw: 'yes' | 'no' | '' = '') => lawOf({ ...BLANK, scheme, commonLaw }, schemes);
    expect([law('iae', 'no'), law('paqte'), law('unmarked', 'yes'), law('')]).toEqual(['yes', 'no', 'yes', '']);
  });

  it('names what must be answered, and where each answer stands in what is sent', () => {
    expect(unanswered(BLANK, schemes)).toEqual(['structure', 'name', 'description', 'commonLaw']);
    expect(unanswered(fieldsOf(service), schemes)).toEqual([]);
    expect(Object.keys(POINTERS).toSorted()).toEqual(Object.keys(BLANK).toSorted());
    expect([POINTERS['topics'], POINTERS['city']]).toEqual(['/topics', '/address/city']);
  });
});
