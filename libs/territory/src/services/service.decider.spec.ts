import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { addDays, civilDateOf, loadNomenclatures, projectRoot } from '@jalons/kernel';
import { given, testId, type Past } from '../../../../test/support/given.js';
import { dataInclusionOf } from './data-inclusion.js';
import { serviceDecider, type ServiceCommand } from './service.decider.js';
import type { Service, ServiceEvent } from './service.events.js';
import { isStale, serviceState } from './service.state.js';
import { recorded } from '../../../../test/support/given.js';

const decider = serviceDecider(loadNomenclatures());
const day = civilDateOf;
const STRUCTURE = testId(10);

export const SERVICE: Service = {
  ...{ structure: STRUCTURE, name: 'Permis solidaire', description: 'Aide au financement du permis de conduire.' },
  ...{ commonLaw: true, topics: ['mobilite--preparer-un-permis'], publics: ['demandeurs-emploi'] },
  ...{ eligibilityAreas: ['31555'], placesOpen: 12, receptionModes: ['in-person'], mobilisedBy: ['professionals'] },
  mobilisationModes: ['telephoner'],
};
const listed: Past<ServiceEvent> = { type: 'ServiceListed', data: SERVICE, on: '2026-06-01', eventId: testId(100) };
const withdrawn: Past<ServiceEvent> = { type: 'ServiceWithdrawn', data: {}, on: '2026-10-01', eventId: testId(101) };
const list = (changes: Partial<Service> = {}, on = '2026-06-01'): ServiceCommand => ({
  type: 'ListService',
  on: day(on),
  service: { ...SERVICE, ...changes },
});

describe('a service of the directory', () => {
  it('is listed as it is said to be', () => {
    given(decider, [])
      .when(list({ scheme: 'iae' }))
      .then([{ type: 'ServiceListed', data: { ...SERVICE, scheme: 'iae' }, on: '2026-06-01' }]);
    given(decider, [listed]).when(list()).thenRefused('service-already-listed');
    given(decider, []).when(list({}, '2026-11-25')).thenRefused('in-the-future');
  });

  it.each<[string, Partial<Service>]>([
    ['text-length', { name: 'ab' }],
    ['text-length', { description: 'abc' }],
    ['nir-forbidden', { accessConditions: 'avec le NIR 2 84 05 31 555 123' }],
    ['unknown-code', { topics: ['x'] }],
    ['repeated-code', { topics: ['mobilite', 'mobilite'] }],
    ['unknown-code', { publics: ['x'] }],
    ['unknown-code', { type: 'x' }],
    ['common-law-mismatch', { scheme: 'paqte' }],
    ['code-out-of-date', { scheme: 'emplois-francs' }],
    ['places-range', { placesOpen: -1 }],
    ['places-range', { placesOpen: 1.5 }],
    ['not-an-area', { eligibilityAreas: ['x'] }],
    ['not-a-link', { mobilisationLink: 'javascript:alert(1)' }],
    ['not-a-phone', { phone: 'x' }],
    ['not-an-email', { email: 'x' }],
    ['hours-range', { hoursPerWeek: 169 }],
    ['weeks-range', { weeks: 0 }],
    ['not-a-postcode', { address: { postcode: '3100' } }],
    ['not-an-insee-code', { address: { inseeCode: '3155' } }],
  ])('refuses what cannot be: %s, %j', (code, changes) => {
    given(decider, []).when(list(changes)).thenRefused(code);
  });

  it('is updated whole, confirmed with its places, and withdrawn once', () => {
    const updated = { ...SERVICE, name: 'Permis pour l’emploi' };
    given(decider, [listed])
      .when({ type: 'UpdateService', on: day('2026-07-01'), service: updated })
      .then([{ type: 'ServiceUpdated', data: updated, on: '2026-07-01' }]);
    given(decider, [listed])
      .when({ type: 'UpdateService', on: day('2026-07-01'), service: { ...SERVICE, structure: testId(11) } })
      .thenRefused('service-of-another-structure');
    given(decider, [listed])
      .when({ type: 'ConfirmService', on: day('2026-07-01'), placesOpen: 3 })
      .then([{ type: 'ServiceConfirmed', data: { placesOpen: 3 }, on: '2026-07-01' }]);
    given(decider, [listed])
      .when({ type: 'ConfirmService', on: day('2026-05-01') })
      .thenRefused('before-listing');
    const withdraw = { type: 'WithdrawService', on: day('2026-11-01') } as const;
    given(decider, [listed])
      .when(withdraw)
      .then([{ type: 'ServiceWithdrawn', data: {}, on: '2026-11-01' }]);
    given(decider, [listed, withdrawn]).when(withdraw).thenRefused('service-withdrawn-twice');
    given(decider, [listed, withdrawn])
      .when({ type: 'ConfirmService', on: day('2026-10-02') })
      .thenRefused('service-withdrawn');
    given(decider, [listed, withdrawn])
      .when({ type: 'ConfirmService', on: day('2026-09-30') })
      .then([{ type: 'ServiceConfirmed', data: {}, on: '2026-09-30' }]);
    given(decider, []).when(withdraw).thenRefused('service-unknown');
  });

  it('is voided last of all', () => {
    const voided = (eventId: string): ServiceCommand => ({ type: 'VoidServiceEntry', eventId, why: 'erreur' });
    given(decider, [listed, withdrawn])
      .when(voided(testId(100)))
      .thenRefused('service-unlisted');
    given(decider, [listed, withdrawn])
      .when(voided(testId(101)))
      .then([{ type: 'EntryVoided', data: { eventId: testId(101), why: 'erreur' } }]);
  });

  it('is stale from the 91st day without confirmation, across the end of the year too', () => {
    const confirmedOn = day('2026-11-15');
    expect(isStale(confirmedOn, addDays(confirmedOn, 90))).toBe(false);
    expect(isStale(confirmedOn, addDays(confirmedOn, 91))).toBe(true);
    expect(isStale(confirmedOn, day('2027-02-13'))).toBe(false);
    const confirmed: Past<ServiceEvent> = { type: 'ServiceConfirmed', data: { placesOpen: 3 }, on: '2026-09-01' };
    expect(serviceState(recorded([listed, confirmed]) as never)).toMatchObject({
      ...{ confirmedOn: '2026-09-01', service: { placesOpen: 3 } },
    });
  });
});

const SCHEMA = join(projectRoot(), '..', 'shared', 'reference', 'nomenclatures', 'service.json');

describe('in the shape of data·inclusion', () => {
  const published = dataInclusionOf({ id: testId(1), service: SERVICE, confirmedOn: day('2026-06-01') });

  it('says what was said, and nothing else', () => {
    expect(published).toMatchObject({
      nom: 'Permis solidaire',
      date_maj: '2026-06-01',
      modes_accueil: ['en-presentiel'],
    });
    expect(Object.keys(published)).not.toContain('telephone');
  });

  (existsSync(SCHEMA) ? it : it.skip)('holds by its schema, whatever a service says (../shared/reference)', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const whole: Service = {
      ...SERVICE,
      ...{ scheme: 'iae', type: 'aide-financiere', topics: ['sante', 'mobilite--preparer-un-permis'] },
      ...{ publicsDetails: 'Sous conditions', accessConditions: 'Avoir le code', eligibilityAreas: ['31', 'france'] },
      ...{ fees: 'paid', feesDetails: '10 €', receptionModes: ['in-person', 'remote'] },
      ...{ mobilisedBy: ['residents', 'professionals'], mobilisationDetails: 'Appeler', weeks: 4, hoursPerWeek: 7.5 },
      ...{
        mobilisationLink: 'https://www.exemple.fr/',
        sourceLink: 'https://www.exemple.fr/',
        openingHours: 'Mo-Fr 08:30',
      },
      ...{ phone: '05 00 00 00 00', email: 'accueil@exemple.fr' },
      address: { line: '1 place', complement: 'étage 2', postcode: '31100', city: 'Toulouse', inseeCode: '31555' },
    };
    for (const service of [SERVICE, whole]) {
      expect(validate(dataInclusionOf({ id: testId(1), service, confirmedOn: day('2026-06-01') }))).toBe(true);
      expect(validate.errors).toBeNull();
    }
  });
});
