import type { FullName, NewBeneficiary } from '../../api/contract.js';
import { isDay } from '../../i18n/dates.js';

export const EVIDENCE = ['declared', 'address', 'domiciliation', 'partner'] as const;

/** The answer of somebody who lives outside any priority district, which is not the same as not knowing. */
export const OUTSIDE = 'outside';

export interface NewPersonForm {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly email: string;
  readonly qpv: string;
  readonly evidence: (typeof EVIDENCE)[number];
  readonly entryChannel: string;
  readonly occurredOn: string;
}

export const POINTERS = {
  givenName: '/givenName',
  familyName: '/familyName',
  birthDate: '/birthDate',
  phone: '/phone',
  email: '/email',
  qpv: '/qpv',
  evidence: '/qpv/evidence',
  entryChannel: '/entryChannel',
  occurredOn: '/occurredOn',
} as const;

/** The names of the fields that must be answered and are not. */
export function unanswered(form: NewPersonForm): (keyof NewPersonForm)[] {
  return (['givenName', 'familyName', 'entryChannel', 'occurredOn'] as const).filter(
    (name) => form[name].trim() === '',
  );
}

/** What is registered: an empty answer is left out, never sent as an empty text. */
export function beneficiaryOf(form: NewPersonForm): NewBeneficiary {
  const optional = (['birthDate', 'phone', 'email'] as const).flatMap((name) =>
    form[name].trim() === '' ? [] : [[name, form[name].trim()] as const],
  );
  return {
    givenName: form.givenName.trim(),
    familyName: form.familyName.trim(),
    ...Object.fromEntries(optional),
    qpv: { code: qpvOf(form), evidence: form.evidence },
  };
}

/** Both names and the birth date, without which nobody is told from another; undefined until all are there. */
export function fullNameOf({ givenName, familyName, birthDate }: NewPersonForm, today: string): FullName | undefined {
  const person = { givenName: givenName.trim(), familyName: familyName.trim(), birthDate };
  const isBirth = isDay(birthDate) && birthDate > '1900-01-01' && birthDate <= today;
  return person.givenName.length > 1 && person.familyName.length > 1 && isBirth ? person : undefined;
}

function qpvOf({ qpv }: NewPersonForm): string | null {
  if (qpv === OUTSIDE) return null;
  return qpv === '' ? 'unknown' : qpv;
}
