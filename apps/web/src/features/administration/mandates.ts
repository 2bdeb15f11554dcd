import type { KnownMandate, Named, Role } from '../../api/contract.js';
import { locale, shortDay, t } from '../../i18n/index.js';

/** Roles held for a structure; the others are held for the territory, those of the installation for neither. */
const FOR_STRUCTURE: readonly Role[] = ['operator', 'structure-manager'];
const FOR_TERRITORY: readonly Role[] = ['coordinator', 'steering', 'institutional'];

export const ROLES: readonly Role[] = [...FOR_STRUCTURE, ...FOR_TERRITORY, 'dpo', 'admin'];

/** For what a role is held: a structure, a territory, or the whole installation. */
export function heldFor(role: string): 'structure' | 'territory' | 'installation' {
  if (FOR_STRUCTURE.some((each) => each === role)) return 'structure';
  return FOR_TERRITORY.some((each) => each === role) ? 'territory' : 'installation';
}

/** Whether it is held today or will be; the last day itself is `until` less one, as the log has it. */
export function stands({ until }: Pick<KnownMandate, 'until'>, today: string): boolean {
  return until === null || until > today;
}

/** A mandate in words: the role, for what, since when. */
export function wordsOfMandate(mandate: KnownMandate, places: readonly Named[], today: string): string {
  const place = places.find(({ id }) => id === (mandate.structure ?? mandate.territory))?.name;
  const since = t('admin.since', { date: shortDay(mandate.from, today, locale) });
  return [t(`role.${mandate.role}`), place ?? [], since].flat().join(', ');
}
