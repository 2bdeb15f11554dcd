import type { Duplicate } from '../../api/contract.js';
import { t } from '../../i18n/index.js';

type Suspected = Duplicate['records'][number];

/** A record by name, or as somebody whom the reader may not see. */
export function recordName({ fullName }: Pick<Suspected, 'fullName'>): string {
  return fullName ?? t('duplicates.elsewhere');
}

/** The end of a record's number, enough to tell it from the other. */
export function numberOf({ beneficiaryId }: Pick<Suspected, 'beneficiaryId'>): string {
  return beneficiaryId.slice(-8).toUpperCase();
}

/** Two of one name are told apart by their numbers. */
export function numberedName(record: Suspected): string {
  return t('duplicates.numbered', { name: recordName(record), number: numberOf(record) });
}
