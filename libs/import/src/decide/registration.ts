import {
  checkBirthDate,
  checkContacts,
  checkName,
  checkResidence,
  type BeneficiaryEvent,
  type Sex,
} from '@jalons/beneficiaries';
import { invalidField, type CivilDate } from '@jalons/kernel';
import type { MappedData } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';

export type RegistrationData = Extract<BeneficiaryEvent, { type: 'BeneficiaryRegistered' }>['data'];

const SEXES: ReadonlySet<string> = new Set<Sex>(['female', 'male', 'other', 'unknown']);
const EVIDENCE: ReadonlySet<string> = new Set(['declared', 'address', 'domiciliation', 'partner']);

/** A person of whom a source says no more than that she exists: flagged, to be completed (domain.md § 3). */
export const NAMELESS: RegistrationData = {
  sex: 'unknown',
  contacts: {},
  residence: { qpv: 'unknown', evidence: 'partner' },
};

/** What profiles write for somebody who lives in no QPV. */
const OUTSIDE = 'outside';

/** What a row says of a person, checked; throws DomainError naming the datum that cannot be. */
export function registrationData(mapped: MappedData, { lists, today }: DecideContext): RegistrationData {
  const {
    givenName,
    familyName,
    birthName,
    birthDate,
    sex = 'unknown',
    contacts = {},
    address,
    residence,
  } = {
    ...NAMELESS,
    ...mapped,
  } as RegistrationData;
  const said = { ...NAMELESS.residence, ...residence };
  // A profile has no way to write null.
  const lives = said.qpv === OUTSIDE ? { ...said, qpv: null } : said;
  checkBirthDate(birthDate, today);
  checkContacts(contacts);
  checkResidence(lives, lists);
  if (!SEXES.has(sex)) throw invalidField('/sex', 'unknown-value', 'Choisissez une des valeurs proposées.');
  if (!EVIDENCE.has(lives.evidence)) {
    throw invalidField('/residence/evidence', 'unknown-value', 'Choisissez une des valeurs proposées.');
  }
  if (address !== undefined && [address.line, address.postcode, address.city].includes(undefined as never)) {
    throw invalidField('/address', 'address-incomplete', 'Complétez l’adresse, le code postal et la ville.');
  }
  return {
    ...named({ givenName, familyName, birthName }),
    ...(birthDate !== undefined && { birthDate }),
    ...{ sex, contacts },
    ...(address !== undefined && { address }),
    residence: lives,
  };
}

function named(names: Readonly<Record<'givenName' | 'familyName' | 'birthName', string | undefined>>) {
  const given = Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([field, name]) => [field, checkName(`/${field}`, name)]));
}

/** What is missing from a registration, for whoever completes it. */
export function registrationFlags({ givenName, familyName, birthDate }: RegistrationData): readonly string[] {
  return [
    ...(givenName === undefined || familyName === undefined ? ['without-name'] : []),
    ...(birthDate === undefined ? ['without-birth-date'] : []),
  ];
}

/** The first of some days. */
export function earliest(days: readonly CivilDate[]): CivilDate | undefined {
  return days.reduce<CivilDate | undefined>(
    (first, day) => (first === undefined || day < first ? day : first),
    undefined,
  );
}
