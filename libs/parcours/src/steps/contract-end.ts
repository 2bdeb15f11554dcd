import { addDays, addMonths, dayInRange, invalidField, type CivilDate } from '@jalons/kernel';
import type { FieldChecks } from './field-checks.js';
import type { OrUnknown } from './values.js';

/**
 * Whether a contract lasts `months` or more: iff startsOn + months calendar months <= endsOn + 1 day (domain.md § 3).
 * One without an end lasts; of an unknown end nothing is said (`unknown`), and it is never taken for short.
 * @param endsOn last day, included
 */
export function lastsMonths(
  startsOn: CivilDate,
  endsOn: OrUnknown<CivilDate> | undefined,
  months: number,
): OrUnknown<boolean> {
  if (endsOn === undefined) return true;
  if (endsOn === 'unknown') return 'unknown';
  return addMonths(dayInRange(startsOn), months) <= addDays(dayInRange(endsOn), 1);
}

/** The kind of a contract against its last day: one that ends says when, or that nobody knows; a lasting one has none. */
export function checkContractEnd(
  check: FieldChecks,
  { kindField, kind, startsOn }: { readonly kindField: string; readonly kind: string; readonly startsOn: CivilDate },
  { endField, end }: { readonly endField: string; readonly end: OrUnknown<CivilDate> | undefined },
): void {
  const lasting = check.code(kindField, 'contracts', kind).extra.open_ended === 'yes';
  if (lasting && end !== undefined) {
    throw invalidField(endField, 'contract-without-end', 'Ce type de contrat n’a pas de date de fin : retirez-la.');
  }
  if (!lasting && end === undefined) {
    throw invalidField(
      endField,
      'contract-end-needed',
      'Indiquez le dernier jour du contrat, ou dites qu’il n’est pas connu.',
    );
  }
  check.notBefore(endField, end, startsOn);
}
