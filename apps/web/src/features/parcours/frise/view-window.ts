import { instantOf } from '../../../i18n/index.js';

const DAY = 86_400_000;

/** What of a parcours is in sight, in milliseconds at UTC midnight. */
export interface ViewWindow {
  readonly from: number;
  readonly to: number;
}

export const PERIODS = ['3m', '1y', 'all'] as const;
export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<Exclude<Period, 'all'>, number>> = { '3m': 92, '1y': 366 };
/** The smallest window, in days: a day is then some thirty points wide. */
const CLOSEST = 21;

export function whole({ from, to }: { readonly from: string; readonly to: string }): ViewWindow {
  return { from: instantOf(from), to: instantOf(to) };
}

/** The last days of a period, with what is expected soon; the whole where it is shorter. */
export function windowOf(extent: ViewWindow, period: Period, today: string): ViewWindow {
  if (period === 'all') return extent;
  const length = DAYS[period] * DAY;
  const to = instantOf(today) + length * 0.12;
  return within(extent, { from: to - length, to });
}

/** Moved by a share of its own width. */
export function pan(extent: ViewWindow, window: ViewWindow, share: number): ViewWindow {
  const move = (window.to - window.from) * share;
  return within(extent, { from: window.from + move, to: window.to + move });
}

/** Wider or closer around a point of it (0 left, 1 right). */
export function zoom(extent: ViewWindow, window: ViewWindow, factor: number, around = 0.5): ViewWindow {
  const length = Math.max(CLOSEST * DAY, (window.to - window.from) * factor);
  const held = window.from + (window.to - window.from) * around;
  return within(extent, { from: held - length * around, to: held + length * (1 - around) });
}

/** Moved just enough for a day to be in sight, with some room. */
export function reveal(extent: ViewWindow, window: ViewWindow, day: string): ViewWindow {
  const at = instantOf(day);
  const room = (window.to - window.from) * 0.06;
  if (at >= window.from + room && at <= window.to - room) return window;
  const move = at < window.from + room ? at - room - window.from : at + room - window.to;
  return within(extent, { from: window.from + move, to: window.to + move });
}

/** Never beyond what there is to see. */
function within(extent: ViewWindow, { from, to }: ViewWindow): ViewWindow {
  const length = to - from;
  if (length >= extent.to - extent.from) return extent;
  const start = Math.min(Math.max(from, extent.from), extent.to - length);
  return { from: start, to: start + length };
}
