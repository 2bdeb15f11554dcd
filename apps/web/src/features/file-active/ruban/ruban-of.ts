import type { Ribbon } from '../../../api/contract.js';
import { addDays, daysBetween } from '../../../i18n/dates.js';

/** Points of the drawing, and the days that they stand for. */
export const WIDTH = 260;
export const HEIGHT = 26;
const DAYS = 365;

export type RubanKind = Ribbon['spans'][number]['kind'];

/** A person's year at a glance: what went on, one thing at a time, and the contacts under it. */
export interface Ruban {
  readonly bars: readonly { readonly kind: RubanKind; readonly x: number; readonly width: number }[];
  readonly contacts: readonly { readonly outcome: Ribbon['contacts'][number]['outcome']; readonly x: number }[];
  /** Days of each kind in the year, longest first. */
  readonly days: readonly { readonly kind: RubanKind; readonly days: number }[];
}

/** What is shown where several things go on: what may not be overlooked first, then the most particular. */
const ORDER: readonly RubanKind[] = ['gap', 'pause', 'job', 'training', 'action', 'orientation', 'support'];

/** The twelve months that end today, from the ribbon of a row. A span without an end goes on. */
export function rubanOf({ spans, contacts }: Ribbon, today: string): Ruban {
  const first = addDays(today, 1 - DAYS);
  const after = addDays(today, 1);
  const x = (day: string) => (daysBetween(first, day) / DAYS) * WIDTH;
  const shown = spans
    .map(({ kind, from, to }) => ({
      kind,
      from: from < first ? first : from,
      to: (to ?? after) > after ? after : (to ?? after),
    }))
    .filter(({ from, to }) => from < to);

  const edges = [...new Set(shown.flatMap(({ from, to }) => [from, to]))].toSorted();
  const pieces: { kind: RubanKind; from: string; to: string }[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    const kind = ORDER.find((one) => shown.some((span) => span.kind === one && span.from <= from && from < span.to));
    if (to === undefined || kind === undefined) continue;
    const last = pieces.at(-1);
    if (last?.kind === kind && last.to === from) pieces[pieces.length - 1] = { ...last, to };
    else pieces.push({ kind, from, to });
  }

  return {
    bars: pieces.map(({ kind, from, to }) => ({ kind, x: x(from), width: x(to) - x(from) })),
    contacts: contacts.filter(({ on }) => on >= first && on <= today).map(({ on, outcome }) => ({ outcome, x: x(on) })),
    days: ORDER.map((kind) => ({
      kind,
      days: pieces.filter((piece) => piece.kind === kind).reduce((sum, { from, to }) => sum + daysBetween(from, to), 0),
    }))
      .filter(({ days }) => days > 0)
      .toSorted((a, b) => b.days - a.days),
  };
}
