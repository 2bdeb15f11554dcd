import { addDays, isDay } from '../../../i18n/dates.js';

/** Civil days, both included, and the day whose end the figures are known at; without it, now. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly asOf?: string;
  /** One of those that the reader coordinates: their sum is no figure of any of them. */
  readonly territory?: string;
}

/** The same in an address, so that a figure can be sent and found again. */
export interface PilotageSearch {
  readonly du?: string;
  readonly au?: string;
  readonly connu?: string;
  readonly indicateur?: string;
  readonly territoire?: string;
}

/** What the server is asked. It takes the newest event for the as-of where none is said: after a quiet week, not now. */
export function windowOf({ asOf = 'now', ...asked }: Asked): Asked & { readonly asOf: string } {
  return { ...asked, asOf };
}

export const PRESETS = ['year', 'last-year', 'twelve-months', 'quarter'] as const;
export type Preset = (typeof PRESETS)[number];

/** The days of a preset. A window never ends after today: nothing of what comes is known. */
export function presetOf(preset: Preset, today: string): { readonly from: string; readonly to: string } {
  const year = Number(today.slice(0, 4));
  switch (preset) {
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'twelve-months':
      return { from: addDays(yearBefore(today), 1), to: today };
    case 'quarter':
      return { from: quarterOf(today).from, to: today };
  }
}

/** Which preset these days are, today; undefined for days of one's own. */
export function presetFor({ from, to }: Asked, today: string): Preset | undefined {
  return PRESETS.find((preset) => {
    const days = presetOf(preset, today);
    return days.from === from && days.to === to;
  });
}

/** What an address asks for; whatever is no day there, or is to come, is left to the default, the last twelve months as known now. */
export function askedOf({ du, au, connu }: PilotageSearch, today: string): Asked {
  const standard = presetOf('twelve-months', today);
  const days = du !== undefined && au !== undefined && isDay(du) && isDay(au) ? { from: du, to: au } : standard;
  return { ...days, ...(connu !== undefined && isPast(connu, today) && { asOf: connu }) };
}

/** A day that has begun: what is known at the end of another one, nobody can tell. */
export function isPast(day: string, today: string): boolean {
  return isDay(day) && day <= today;
}

export interface Quarter {
  readonly year: number;
  /** 1 to 4. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

export function quarterOf(day: string): Quarter {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = Math.floor((month - 1) / 3) * 3;
  const utc = (months: number, date: number) => new Date(Date.UTC(year, months, date)).toISOString().slice(0, 10);
  return { year, number: first / 3 + 1, from: utc(first, 1), to: utc(first + 3, 0) };
}

/** The quarters up to that of the last day asked for, oldest first; those that began after the as-of are not known. */
export function quartersUpTo({ to, asOf }: Asked, today: string, howMany: number): readonly Quarter[] {
  const known = asOf ?? today;
  const last = quarterOf(to < known ? to : known);
  const quarters = [last];
  while (quarters.length < howMany) quarters.unshift(quarterOf(addDays(quarters[0]!.from, -1)));
  return quarters;
}

function yearBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - 1, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}
