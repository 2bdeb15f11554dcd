import type { Frise, Lane } from './marks.js';

/** Points of the drawing, in its own units. Colours and type are tokens; these are the proportions of the plate. */
export const SIZE = {
  /** Room of the two levels of the axis. */
  head: 62,
  /** For the counts of days without a referent, where there are any. */
  foot: 34,
  edge: 6,
  bar: 24,
  /** A flag stands up to thirteen points above its bar. */
  rowGap: 16,
  lanePad: 8,
  /** From the last bar to the middle of the points under it. */
  points: 13,
  /** From there to the end of the lane. */
  under: 17,
  /** Words of the lane in a column beside the drawing, or above each lane where it is narrow. */
  column: 196,
  above: 32,
  narrow: 640,
} as const;

export interface LaneBox {
  readonly top: number;
  readonly height: number;
  /** Top of the first bar. */
  readonly bars: number;
  /** Middle of the points. */
  readonly points: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Where the drawing begins, beside the words. */
  readonly left: number;
  readonly lanes: readonly LaneBox[];
}

/** Where each lane stands: as high as its rows of bars need. */
export function layoutOf({ lanes, marks }: Pick<Frise, 'lanes' | 'marks'>, width: number): Layout {
  const narrow = width < SIZE.narrow;
  let top: number = SIZE.head;
  const boxes = lanes.map((lane) => {
    const box = boxOf(lane, top, narrow);
    top += box.height;
    return box;
  });
  return {
    width,
    height: top + (marks.some(({ type }) => type === 'band') ? SIZE.foot : SIZE.edge),
    left: narrow ? 0 : SIZE.column,
    lanes: boxes,
  };
}

function boxOf({ rows }: Lane, top: number, narrow: boolean): LaneBox {
  const bars = top + SIZE.lanePad + (narrow ? SIZE.above : 0);
  // A lane without bars still has room for its two lines of words.
  const count = Math.max(1, rows);
  const points = bars + count * SIZE.bar + (count - 1) * SIZE.rowGap + SIZE.points;
  return { top, bars, points, height: points + SIZE.under - top };
}

export function barTop(box: LaneBox, row: number): number {
  return box.bars + row * (SIZE.bar + SIZE.rowGap);
}

/** How many letters fit in a width, at the size of the labels. */
const LETTER = 7.2;

/** The words of a bar: inside it where they fit, beside it where there is room, else cut short. */
export function labelFor(text: string, inside: number, beside: number): { text: string; beside: boolean } {
  const needed = text.length * LETTER;
  if (needed <= inside) return { text, beside: false };
  if (needed <= beside) return { text, beside: true };
  return { text: shortened(text, inside), beside: false };
}

/** As many letters as fit, or nothing where hardly one does. */
export function shortened(text: string, width: number): string {
  const letters = Math.floor(width / LETTER);
  if (text.length <= letters) return text;
  return letters < 4 ? '' : `${text.slice(0, letters - 1).trimEnd()}…`;
}
