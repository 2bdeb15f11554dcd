import { lifeOf, type LifeEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent, Contacts, PostalAddress, Residence, Sex } from './beneficiary.events.js';
import { BENEFICIARY_RULES } from './beneficiary.life.js';

/** Who a person is, as last said. */
export interface PersonIdentity {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthName: string | null;
  readonly birthDate: CivilDate | null;
  readonly sex: Sex;
  readonly contacts: Contacts;
  readonly address: PostalAddress | null;
  readonly residence: Residence;
  readonly outOfPerimeter: boolean;
  readonly registeredOn: CivilDate;
  /** The structure that registered her; null where the log does not say. */
  readonly registeredBy: Uuid | null;
}

/** Folds a person's stream; null for one whose registration is not in force. */
export function identityOf(events: readonly LifeEvent<BeneficiaryEvent>[]): PersonIdentity | null {
  return lifeOf(events, BENEFICIARY_RULES).steps.reduce<PersonIdentity | null>((known, event) => {
    if (event.type === 'BeneficiaryRegistered') return registered(event);
    return known === null ? null : { ...known, ...changed(event) };
  }, null);
}

function registered({
  data,
  occurredOn,
  structure,
}: LifeEvent<Extract<BeneficiaryEvent, { type: 'BeneficiaryRegistered' }>>): PersonIdentity {
  return {
    givenName: data.givenName ?? null,
    familyName: data.familyName ?? null,
    birthName: data.birthName ?? null,
    birthDate: data.birthDate ?? null,
    sex: data.sex,
    contacts: data.contacts,
    address: data.address ?? null,
    residence: data.residence,
    outOfPerimeter: data.outOfPerimeter !== undefined,
    registeredOn: occurredOn,
    registeredBy: structure ?? null,
  };
}

function changed(event: LifeEvent<BeneficiaryEvent>): Partial<PersonIdentity> {
  switch (event.type) {
    case 'ProfileUpdated':
      return event.data;
    case 'ContactDetailsChanged':
      return { contacts: event.data.contacts };
    case 'AddressChanged':
      return { address: event.data.address ?? null, residence: event.data.residence };
    default:
      return {};
  }
}
