import {
  addMonths,
  checkDayInRange,
  dateAt,
  DomainError,
  endOfDay,
  invalidField,
  startOfDay,
  type CivilDate,
  type Instant,
} from '@jalons/kernel';
import { lastQuarterOver, quarterEnd, quarterStart } from '../residues/quarters.js';

/** What is asked: civil days, both included, and as known when: an instant, or the end of a day. */
export interface AskedWindow {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** As of the newest event of the log by default, which may be days ago; `now` is when it is asked. */
  readonly asOf?: CivilDate | Instant | 'now';
  /** When it is asked: what will be known later, nobody can tell. */
  readonly now: Instant;
}

/** A window as it is answered. */
export interface Window {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: Instant;
}

/**
 * Settles what is asked: a date as-of means its last millisecond in the territory's zone, or now on the day itself;
 * without one it is the instant of the newest event. A window that starts after the as-of is refused (domain.md § 2), and
 * so is one that runs backwards, or is asked as known in the future.
 * @param newest recordedAt of the newest event, which a clock set back may leave after now; null while nothing is recorded
 */
export function settleWindow({ from, to, asOf, now }: AskedWindow, zone: string, newest: Instant | null): Window {
  checkDayInRange('/from', from);
  checkDayInRange('/to', to);
  if (to < from) {
    throw invalidField('/to', 'window-reversed', 'La fin de la période précède son début : inversez les deux dates.');
  }
  const last = Math.max(now, newest ?? now);
  const instant = asOf === undefined ? newest : asOf === 'now' ? last : knownBy(asOf, zone, last);
  if (instant === null) {
    throw new DomainError('conflict', 'nothing-recorded', 'Rien n’est encore enregistré : il n’y a rien à compter.');
  }
  if (startOfDay(from, zone) > instant) {
    throw invalidField(
      '/from',
      'window-after-as-of',
      'La période commence après la date à laquelle on se place : choisissez une période plus ancienne, ou une date plus récente.',
    );
  }
  return { from, to, asOf: instant };
}

/** Whether a figure may still move by what its definition waits for. */
export function isProvisional({ to, asOf }: Window, months: number, zone: string): boolean {
  return asOf < endOfDay(addMonths(to, months), zone);
}

/** Whether the window or the as-of cuts a quarter: what is told by quarter is then only roughly in its place. */
export function cutsQuarter({ from, to, asOf }: Window, zone: string): boolean {
  const inQuarter = quarterStart(dateAt(asOf, zone)) !== lastQuarterOver(asOf, zone);
  return from !== quarterStart(from) || to !== quarterEnd(quarterStart(to)) || inQuarter;
}

/** The instant that is meant, the last one included. */
function knownBy(asOf: CivilDate | Instant, zone: string, last: Instant): Instant {
  if (typeof asOf === 'string') checkDayInRange('/asOf', asOf);
  const begins = typeof asOf === 'string' ? startOfDay(asOf, zone) : asOf;
  if (begins > last) {
    throw invalidField(
      '/asOf',
      'as-of-in-the-future',
      'Personne ne sait encore ce qui sera connu à cette date : choisissez aujourd’hui ou un jour passé.',
    );
  }
  return typeof asOf === 'string' ? Math.min(endOfDay(asOf, zone), last) : asOf;
}
