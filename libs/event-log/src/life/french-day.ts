import type { CivilDate } from '@jalons/kernel';

/** A day as French messages write it: `24/11/2026`. */
export function frenchDay(date: CivilDate): string {
  return date.split('-').toReversed().join('/');
}
