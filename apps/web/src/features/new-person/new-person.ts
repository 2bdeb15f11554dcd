import type { Encounter, FullName, NewBeneficiary } from '../../api/contract.js';
import { isDay } from '../../i18n/dates.js';
import { qpvOf, type Evidence } from '../people/residence.js';
import type { Sex } from '../people/sex.js';
import type { Means } from '../parcours/rights/rights.js';

/** The answer of who has still to inform her. */
export const NOT_YET = 'not-yet';

export interface NewPersonForm {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly sex: Sex | '';
  readonly phone: string;
  readonly email: string;
  readonly qpv: string;
  readonly evidence: Evidence;
  readonly entryChannel: string;
  readonly occurredOn: string;
  /** How she was informed; empty where nobody said. */
  readonly means: Means | typeof NOT_YET | '';
}

/** Nothing known yet but that she comes today; of who was met in an encounter, where she lives and how she came. */
export function blank(today: string, met?: Encounter): NewPersonForm {
  return {
    ...{ givenName: '', familyName: '', birthDate: '', sex: '', phone: '', email: '', means: '' },
    ...{ qpv: met?.qpv ?? '', evidence: 'declared' },
    ...{ entryChannel: met === undefined ? '' : 'outreach', occurredOn: today },
  };
}

export const POINTERS = {
  givenName: '/givenName',
  familyName: '/familyName',
  birthDate: '/birthDate',
  sex: '/sex',
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
  const optional = (['birthDate', 'sex', 'phone', 'email'] as const).flatMap((name) =>
    form[name].trim() === '' ? [] : [[name, form[name].trim()] as const],
  );
  return {
    givenName: form.givenName.trim(),
    familyName: form.familyName.trim(),
    ...Object.fromEntries(optional),
    qpv: { code: qpvOf(form.qpv), evidence: form.evidence },
  };
}

/** What is noted of her information, on the day it is typed: article 13, as she speaks for herself; undefined if nothing is. */
export function informationOf({ means }: NewPersonForm, today: string) {
  if (means === '' || means === NOT_YET) return undefined;
  return { occurredOn: today, means, article: 13 as const };
}

/** Both names and the birth date, without which nobody is told from another; undefined until all are there. */
export function fullNameOf({ givenName, familyName, birthDate }: NewPersonForm, today: string): FullName | undefined {
  const person = { givenName: givenName.trim(), familyName: familyName.trim(), birthDate };
  const isBirth = isDay(birthDate) && birthDate > '1900-01-01' && birthDate <= today;
  return person.givenName.length > 1 && person.familyName.length > 1 && isBirth ? person : undefined;
}
