import type { PersonItem } from '../../api/contract.js';
import { t } from '../../i18n/index.js';

/** What tells somebody from others of that name: year of birth, structure, who follows her. */
export function underOf({ birthYear, parcours }: PersonItem): string {
  const parts = [
    birthYear === null ? [] : t('parcours.born', { year: birthYear }),
    parcours === null ? t('people.noParcours') : parcours.structure.name,
    parcours?.referent?.name ?? [],
    parcours?.status === 'exited' ? t('people.exited') : [],
  ];
  return parts.flat().join(' · ');
}
