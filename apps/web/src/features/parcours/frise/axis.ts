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

/** Years above and months below; days instead where a month is wide, quarters or years alone where it is narrow. */
export function axisOf(window: ViewWindow, width: number, language: string): readonly Tick[] {
  const perMonth = (MONTH / (window.to - window.from)) * width;
  if (perMonth >= ROOM.day) return weeks(window, language);
  const every = perMonth >= ROOM.month ? 1 : perMonth >= ROOM.quarter ? 3 : 12;
  const ticks = monthStarts(window).filter((at) => new Date(at).getUTCMonth() % every === 0);
  return ticks.map((at, index) => {
    const date = new Date(at);
    const january = date.getUTCMonth() === 0;
    const next = ticks.find((later) => later > at && new Date(later).getUTCMonth() === 0);
    const room = next === undefined || ((next - at) / (window.to - window.from)) * width >= ROOM.year;
    return {
      at,
      strong: january,
      ...((january || (index === 0 && room)) && { above: String(date.getUTCFullYear()) }),
      ...(every < 12 && { below: shortMonth(isoDay(at), language) }),
    };
  });
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
  return spaced(ticks);
}

/** A word above that would run into the next gives way to the one that begins a month. */
function spaced(ticks: readonly Tick[]): readonly Tick[] {
  return ticks.map((tick, index) => {
    const next = ticks.slice(index + 1).find(({ above }) => above !== undefined);
    if (tick.above === undefined || next === undefined || next.at - tick.at >= 14 * DAY) return tick;
    const { above: _, ...rest } = tick;
    return rest;
  });
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
