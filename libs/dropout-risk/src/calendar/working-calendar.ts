import { addDays, daysBetween, civilDateOf, type CivilDate } from '@jalons/kernel';
import type { CalendarFile } from './calendar-file.js';
import { easterSunday } from './easter.js';

/** A known Monday. */
const MONDAY = civilDateOf('2024-01-01');
/** Answers kept at most: some ten years of days for each number of days asked. */
const KEPT = 50_000;

/** The working days of a territory, from its calendar as data. */
export class WorkingCalendar {
  private readonly holidays = new Map<string, ReadonlySet<CivilDate>>();
  private readonly weekdays: ReadonlySet<number>;
  private readonly answers = new Map<string, CivilDate>();

  constructor(private readonly file: CalendarFile) {
    this.weekdays = new Set(file.weekdays);
  }

  get id(): string {
    return this.file.id;
  }

  get version(): number {
    return this.file.version;
  }

  isWorkingDay(day: CivilDate): boolean {
    return this.weekdays.has(weekdayOf(day)) && !this.holidaysOf(day.slice(0, 4)).has(day);
  }

  /**
   * The nth working day after `day`, from whose 00:00 on "n working days" holds (risk.md § 2): 10 after 18 December 2026
   * is 5 January 2027.
   */
  after(day: CivilDate, n: number): CivilDate {
    const asked = `${n} after ${day}`;
    const known = this.answers.get(asked);
    if (known !== undefined) return known;
    let found = day;
    for (let left = n; left > 0;) {
      found = addDays(found, 1);
      if (this.isWorkingDay(found)) left -= 1;
    }
    if (this.answers.size >= KEPT) this.answers.clear();
    this.answers.set(asked, found);
    return found;
  }

  private holidaysOf(year: string): ReadonlySet<CivilDate> {
    const known = this.holidays.get(year);
    if (known !== undefined) return known;
    const easter = easterSunday(Number(year));
    const days = new Set([
      ...this.file.fixed.map(({ day }) => civilDateOf(`${year}-${day}`)),
      ...this.file.easter.map(({ offset }) => addDays(easter, offset)),
    ]);
    this.holidays.set(year, days);
    return days;
  }
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(day: CivilDate): number {
  return (((daysBetween(MONDAY, day) % 7) + 7) % 7) + 1;
}
