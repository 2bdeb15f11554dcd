import { addDays, civilDateOf, parseCivilDate, type CivilDate } from '@jalons/kernel';
import type { DateFormat } from './profile.js';

const TIME = '(?:[T ]\\d{1,2}[:h]\\d{2}.*)?$';

/** Year, month and day of each way of writing a day, a time of day behind it left aside. */
const SHAPES: Readonly<Record<Exclude<DateFormat, 'excel'>, { readonly shape: RegExp; readonly order: string }>> = {
  iso: { shape: new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${TIME}`), order: 'YMD' },
  french: { shape: new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${TIME}`), order: 'DMY' },
  american: { shape: new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${TIME}`), order: 'MDY' },
  compact: { shape: /^(\d{4})(\d{2})(\d{2})$/, order: 'YMD' },
};

/** Day 0 of Excel's calendar, whose 29 February 1900 never was: right from 1 March 1900 on. */
const EXCEL_ORIGIN = civilDateOf('1899-12-30');
/** 9999-12-31. */
const LAST_EXCEL_DAY = 2_958_465;

/** Written by sources for want of an end, in a field that cannot be empty. */
const NO_END: ReadonlySet<string> = new Set(['9999-12-31', '2999-12-31']);

/** Whether a cell says, by a day that nobody will see, that there is no end or that none is known. */
export function saysNoEnd(text: string, formats: readonly DateFormat[]): boolean {
  return NO_END.has(dayOf(text, formats) ?? '');
}

/** The day that a cell writes in one of these formats; null where it writes none, or one that does not exist. */
export function dayOf(text: string, formats: readonly DateFormat[]): CivilDate | null {
  for (const format of formats) {
    const day = format === 'excel' ? excelDay(text) : writtenDay(text, SHAPES[format]);
    if (day !== null) return day;
  }
  return null;
}

function writtenDay(text: string, { shape, order }: { readonly shape: RegExp; readonly order: string }) {
  const match = shape.exec(text);
  if (match === null) return null;
  const part = (letter: string) => match[order.indexOf(letter) + 1]!;
  return parseCivilDate(`${part('Y')}-${part('M').padStart(2, '0')}-${part('D').padStart(2, '0')}`);
}

function excelDay(text: string): CivilDate | null {
  if (!/^\d{1,7}(?:\.\d+)?$/.test(text)) return null;
  const days = Math.floor(Number(text));
  return days > 60 && days <= LAST_EXCEL_DAY ? addDays(EXCEL_ORIGIN, days) : null;
}

/** The time of day that a cell writes, alone or behind a day, as `HH:mm`; null where it writes none. */
export function timeOf(text: string): string | null {
  const match = /(?:^|[T ])(\d{1,2})[:h](\d{2})?(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (match === null) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? '0')];
  return hours > 23 || minutes > 59 ? null : `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
