import { shortMonth } from '../../../i18n/index.js';
import type { ViewWindow } from './view-window.js';

const DAY = 86_400_000;
const MONTH = 30.44 * DAY;

/** A line of the axis: at an instant, strong at the turn of a year, with its two levels of words. */
export interface Tick {
  readonly at: number;
  readonly strong: boolean;
  /** The year, above. */
  readonly above?: string;
  /** The month, the quarter's first month or the day, below. */
  readonly below?: string;
}

/** Points that a word needs so as not to touch the next. */
const ROOM = { month: 34, quarter: 14, day: 150, year: 44 };
/** Years from one line to the next, where a parcours is planned far ahead. */
const YEARS = [1, 2, 5, 10, 20, 50, 100];
/** Points of a letter of each level, and between two words. */
const LETTER = { above: 8, below: 7 };
const GAP = 4;

/** Years above and months below; days instead where a month is wide, quarters or years alone where it is narrow. */
export function axisOf(window: ViewWindow, width: number, language: string): readonly Tick[] {
  const perMonth = (MONTH / (window.to - window.from)) * width;
  const pointsFrom = (at: number, to: number) => ((to - at) / (window.to - window.from)) * width;
  if (perMonth >= ROOM.day) return unclashed(weeks(window, language), pointsFrom);
  if (perMonth < ROOM.quarter) return unclashed(years(window, perMonth * 12), pointsFrom);
  const every = perMonth >= ROOM.month ? 1 : 3;
  const ticks = monthStarts(window)
    .filter((at) => new Date(at).getUTCMonth() % every === 0)
    .map((at, index) => {
      const date = new Date(at);
      const january = date.getUTCMonth() === 0;
      return {
        at,
        strong: january,
        ...((january || index === 0) && { above: String(date.getUTCFullYear()) }),
        below: shortMonth(isoDay(at), language),
      };
    });
  return unclashed(ticks, pointsFrom);
}

/** The first of January of each year, or of every other, fifth, tenth... where there are many. */
function years({ from, to }: ViewWindow, perYear: number): readonly Tick[] {
  const every = YEARS.find((step) => step * perYear >= ROOM.year) ?? YEARS.at(-1)!;
  const first = new Date(from).getUTCFullYear();
  const last = new Date(to).getUTCFullYear();
  const ticks: Tick[] = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) {
    const at = Date.UTC(year, 0, 1);
    if (at >= from && at <= to) ticks.push({ at, strong: true, above: String(year) });
  }
  return ticks;
}

/** Mondays below with their day, months above with their year. */
function weeks(window: ViewWindow, language: string): readonly Tick[] {
  const first = Math.ceil(window.from / DAY) * DAY;
  const ticks: Tick[] = [];
  let month = -1;
  for (let at = first; at <= window.to; at += DAY) {
    const date = new Date(at);
    const monday = date.getUTCDay() === 1;
    const opening = date.getUTCDate() === 1;
    if (!monday && !opening) continue;
    // The first of a month keeps the word above; its day is said only where no Monday is too near.
    const named = date.getUTCMonth() !== month && (opening || month === -1);
    if (named) month = date.getUTCMonth();
    ticks.push({
      at,
      strong: opening && date.getUTCMonth() === 0,
      ...(named && { above: `${shortMonth(isoDay(at), language)} ${date.getUTCFullYear()}` }),
      ...(monday && { below: String(date.getUTCDate()) }),
    });
  }
  return ticks;
}

/** A word that would run into the next gives way: above, the partial period at the edge yields to one that begins. */
function unclashed(ticks: readonly Tick[], pointsFrom: (at: number, to: number) => number): readonly Tick[] {
  const [above, below] = (['above', 'below'] as const).map((level) => {
    const words = ticks.filter((tick) => tick[level] !== undefined);
    return new Set(
      words.filter((tick, index) => {
        const next = words[index + 1];
        return next === undefined || pointsFrom(tick.at, next.at) >= widthOf(tick[level]!, level) + GAP;
      }),
    );
  });
  return ticks.map((tick) => ({
    at: tick.at,
    strong: tick.strong,
    ...(above!.has(tick) && { above: tick.above! }),
    ...(below!.has(tick) && { below: tick.below! }),
  }));
}

/** Points that a word of the axis takes, rather more than less. */
export function widthOf(word: string, level: 'above' | 'below'): number {
  return word.length * LETTER[level];
}

function monthStarts({ from, to }: ViewWindow): readonly number[] {
  const first = new Date(from);
  const starts: number[] = [];
  for (let month = 0; ; month++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (at > to) return starts;
    if (at >= from) starts.push(at);
  }
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
