import { dayInRange, type CivilDate } from '@jalons/kernel';
import { lastsMonths } from '@jalons/parcours';

/**
 * How long a contract lasts: the most whole calendar months n for which it lasts n months or more (domain.md § 3).
 * Of days that nothing can count with, those of old logs, as many as lie between the bounds: 3 600 at most.
 * @param endsOn last day, included
 */
export function contractMonths(startsOn: CivilDate, endsOn: CivilDate): number {
  // Never fewer than lie between the two months of the calendar, one more where the days of the two meet.
  let months = Math.max(0, monthNumber(dayInRange(endsOn)) - monthNumber(dayInRange(startsOn)) + 1);
  while (months > 0 && lastsMonths(startsOn, endsOn, months) !== true) months -= 1;
  return months;
}

function monthNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
