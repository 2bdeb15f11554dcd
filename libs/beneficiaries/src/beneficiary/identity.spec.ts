import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { identityOf } from './identity.js';

const registration: Past<BeneficiaryEvent> = {
  type: 'BeneficiaryRegistered',
  data: {
    givenName: 'Inès',
    familyName: 'Inventée',
    sex: 'unknown',
    contacts: { phone: '05 00 00 00 00' },
    residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
  },
  on: '2026-01-05',
  eventId: testId(1),
};
const profile = (changes: object, on: string, eventId = testId(2)): Past<BeneficiaryEvent> => ({
  type: 'ProfileUpdated',
  data: changes,
  on,
  eventId,
});
const voided = (n: number): Past<BeneficiaryEvent> => ({
  type: 'EntryVoided',
  data: { eventId: testId(n), why: 'x' },
  on: '2026-06-01',
});

const identity = (...past: Past<BeneficiaryEvent>[]) => identityOf(recorded<BeneficiaryEvent>(past) as never);

describe('who a person is', () => {
  it('is what was said last, in order of life, and no more than was said', () => {
    const late = profile({ familyName: 'Ancienne' }, '2026-02-01', testId(3));
    expect(
      identity(registration, profile({ familyName: 'Nouvelle', sex: 'female' }, '2026-03-01'), late),
    ).toMatchObject({
      givenName: 'Inès',
      familyName: 'Nouvelle',
      sex: 'female',
      birthDate: null,
      registeredOn: '2026-01-05',
      outOfPerimeter: false,
    });
  });

  it('gives the earlier value back when a change is voided', () => {
    expect(identity(registration, profile({ familyName: 'Fausse' }, '2026-03-01'), voided(2))?.familyName).toBe(
      'Inventée',
    );
  });

  it('replaces contacts and address whole: what is no longer said is no longer known', () => {
    const contacts: Past<BeneficiaryEvent> = {
      type: 'ContactDetailsChanged',
      data: { contacts: { email: 'ines.inventee@personne.test' } },
      on: '2026-02-01',
    };
    const moved: Past<BeneficiaryEvent> = {
      type: 'AddressChanged',
      data: { residence: { qpv: null, evidence: 'address' } },
      on: '2026-02-02',
    };
    expect(identity(registration, contacts, moved)).toMatchObject({
      contacts: { email: 'ines.inventee@personne.test' },
      address: null,
      residence: { qpv: null, evidence: 'address' },
    });
    expect(identity(registration, contacts)?.contacts).toEqual({ email: 'ines.inventee@personne.test' });
  });

  it('is nobody without a registration in force', () => {
    expect(identity()).toBeNull();
    expect(identity(registration, voided(1))).toBeNull();
    expect(identity(profile({ birthDate: civilDateOf('1990-01-01') }, '2026-01-01'))).toBeNull();
  });
});
