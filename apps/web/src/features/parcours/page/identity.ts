import type { AddressForm, ContactsForm, Identity, ProfileForm } from '../../../api/contract.js';
import { qpvAnswer, qpvOf, type Evidence } from '../../people/residence.js';
import type { Sex } from '../../people/sex.js';

const NAMES = ['familyName', 'birthName', 'givenName', 'birthDate'] as const;

/** Who a person is, as typed; an empty text is no answer. */
export type Profile = Readonly<Record<(typeof NAMES)[number], string>> & { readonly sex: Sex };

export function profileOf(identity: Identity): Profile {
  const { familyName, birthName, givenName, birthDate, sex } = identity;
  return {
    ...{ familyName: familyName ?? '', birthName: birthName ?? '' },
    ...{ givenName: givenName ?? '', birthDate: birthDate ?? '', sex },
  };
}

/** What was typed anew and that alone: the server keeps the rest as it was. */
export function profileChanges(before: Profile, typed: Profile): ProfileForm {
  return Object.fromEntries(
    [...NAMES, 'sex' as const].flatMap((name) => {
      const text = typed[name].trim();
      return text === before[name] || text === '' ? [] : [[name, text]];
    }),
  );
}

/** Known before and left empty: a correction replaces an answer, and takes none back. */
export function emptied(before: Profile, typed: Profile): readonly (keyof Profile)[] {
  return NAMES.filter((name) => before[name] !== '' && typed[name].trim() === '');
}

/** The ways to reach a person, as typed. */
export interface Contacts {
  readonly phone: string;
  readonly email: string;
  readonly other: string;
}

export function contactsOf({ phone, email, otherContact }: Identity): Contacts {
  return { phone: phone ?? '', email: email ?? '', other: otherContact ?? '' };
}

/** All of them, as they replace those before: one left empty is no longer known. */
export function contactsBody(typed: Contacts): ContactsForm {
  return Object.fromEntries(
    (['phone', 'email', 'other'] as const).flatMap((name) => {
      const text = typed[name].trim();
      return text === '' ? [] : [[name, text]];
    }),
  );
}

const ADDRESS = ['line', 'postcode', 'city'] as const;

/** Where a person lives, as typed, and since when. */
export interface Residence extends Readonly<Record<(typeof ADDRESS)[number], string>> {
  readonly qpv: string;
  readonly evidence: Evidence;
  readonly quartier: string;
  readonly occurredOn: string;
}

export function residenceOf({ address, qpv, qpvEvidence, quartier }: Identity, today: string): Residence {
  return {
    ...{ line: address?.line ?? '', postcode: address?.postcode ?? '', city: address?.city ?? '' },
    ...{ qpv: qpvAnswer(qpv), evidence: qpvEvidence, quartier: quartier ?? '', occurredOn: today },
  };
}

/** An address is whole or there is none: the answers that one which is begun still needs, and the day. */
export function lacking(typed: Residence): readonly (keyof Residence)[] {
  const empty = ADDRESS.filter((name) => typed[name].trim() === '');
  return [
    ...(empty.length === ADDRESS.length ? [] : empty),
    ...(typed.occurredOn === '' ? ['occurredOn' as const] : []),
  ];
}

/** All of it, as it replaces what was known: without an address, she has none. */
export function residenceBody({ line, postcode, city, qpv, evidence, quartier, occurredOn }: Residence): AddressForm {
  const address = { line: line.trim(), postcode: postcode.replaceAll(/\s/g, ''), city: city.trim() };
  return {
    occurredOn,
    ...(address.line !== '' && { address }),
    qpv: { code: qpvOf(qpv), evidence },
    ...(quartier !== '' && { quartier }),
  };
}
