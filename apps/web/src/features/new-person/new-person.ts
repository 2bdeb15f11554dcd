import type { NewBeneficiary } from '../../api/contract.js';

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

function qpvOf({ qpv }: NewPersonForm): string | null {
  if (qpv === OUTSIDE) return null;
  return qpv === '' ? 'unknown' : qpv;
}
