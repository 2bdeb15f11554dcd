import { ageOn, containsNir, type CivilDate, type Codes, DomainError, invalidField, isUuid } from '@jalons/kernel';
import type { MinimumAge } from './beneficiary.commands.js';
import type { Contacts, Residence } from './beneficiary.events.js';

/** Refuses a NIR in any text of a command, whichever field holds it (security.md § 3); ids are no text. */
export function refuseNir(value: unknown, field = ''): void {
  if (typeof value === 'string' && !isUuid(value) && containsNir(value)) {
    throw invalidField(field, 'nir-forbidden', 'Un numéro de sécurité sociale ne doit pas être saisi : retirez-le.');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) refuseNir(member, `${field}/${name}`);
}

/** Refuses somebody younger than the territory's minimum age on that day, where its policy is to refuse. */
export function refuseTooYoung(
  birthDate: CivilDate | undefined,
  on: CivilDate,
  { minimumAge, minimumAgePolicy }: MinimumAge,
): void {
  if (minimumAgePolicy === 'flag' || birthDate === undefined || ageOn(birthDate, on) >= minimumAge) return;
  throw new DomainError(
    'unprocessable',
    'under-minimum-age',
    `La personne a moins de ${minimumAge} ans : orientez-la vers un dispositif pour les plus jeunes.`,
  );
}

/** A name of 1 to 100 characters with at least one letter, in any script; trimmed, inner spaces folded. */
export function checkName(field: string, name: string): string {
  const folded = name.trim().replaceAll(/\s+/g, ' ');
  if (!/\p{L}/u.test(folded) || folded.length > 100) {
    throw invalidField(field, 'not-a-name', 'Indiquez un nom de 1 à 100 caractères, avec au moins une lettre.');
  }
  return folded;
}

/** After 1900 and not after the day of the entry. */
export function checkBirthDate(birthDate: CivilDate | undefined, on: CivilDate): void {
  if (birthDate === undefined) return;
  if (birthDate > on || birthDate < '1900-01-01') {
    throw invalidField(
      '/birthDate',
      'birth-date-range',
      'La date de naissance doit être comprise entre 1900 et ce jour.',
    );
  }
}

export function checkContacts({ phone, email }: Contacts): void {
  if (phone !== undefined && !/^\+?[\d\s.()-]{6,20}$/.test(phone)) {
    throw invalidField(
      '/contacts/phone',
      'not-a-phone',
      'Ce numéro de téléphone est incorrect, par exemple : 06 12 34 56 78.',
    );
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalidField(
      '/contacts/email',
      'not-an-email',
      'Cette adresse électronique est incorrecte, par exemple : nom@exemple.fr.',
    );
  }
}

export function checkResidence({ qpv, quartier }: Residence, codes: Codes): void {
  if (qpv !== null && qpv !== 'unknown' && !codes.has('qpv', qpv)) {
    throw invalidField(
      '/residence/qpv',
      'unknown-code',
      'Choisissez un quartier prioritaire de la liste, « hors QPV » ou « inconnu ».',
    );
  }
  if (quartier !== undefined && !codes.has('quartiers', quartier)) {
    throw invalidField('/residence/quartier', 'unknown-code', 'Choisissez un quartier de la liste.');
  }
}
