import { invalidField } from '../errors/domain-error.js';
import type { CivilDate } from '../time/civil-date.js';
import type { NomenclatureCatalogue, NomenclatureEntry, NomenclatureName } from './nomenclature.js';

/** The lists with the validity of each code: what a decider asks beside `Codes`. */
export type DatedCodes = Pick<NomenclatureCatalogue, 'entry'>;

/**
 * The entry of a code that was in force on a day, in the first of the lists that has it.
 * @param field JSON pointer of the field that holds the code
 * @throws DomainError `unknown-code`, or `code-out-of-date` where it was not valid that day
 */
export function codeOn(
  codes: DatedCodes,
  field: string,
  lists: NomenclatureName | readonly NomenclatureName[],
  code: string,
  on: CivilDate,
): NomenclatureEntry {
  const entry = [lists]
    .flat()
    .reduce<NomenclatureEntry | null>((found, list) => found ?? codes.entry(list, code), null);
  if (entry === null) throw invalidField(field, 'unknown-code', 'Choisissez une valeur de la liste.');
  if ((entry.validFrom !== null && on < entry.validFrom) || (entry.validTo !== null && on > entry.validTo)) {
    throw invalidField(
      field,
      'code-out-of-date',
      'Cette valeur n’existait pas à cette date : choisissez-en une autre.',
    );
  }
  return entry;
}
