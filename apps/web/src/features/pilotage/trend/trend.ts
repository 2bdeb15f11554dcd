import { line } from 'd3-shape';
import { scaleLinear } from 'd3-scale';
import type { Figure } from '../../../api/contract.js';
import type { Quarter } from '../period/period.js';

/** One quarter of a trend; its figure is undefined while it is on its way, or where it was refused. */
export interface TrendPoint {
  readonly quarter: Quarter;
  readonly figure: Figure | undefined;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly provisional: boolean;
}

/** A trend as it is drawn, in points of the drawing. */
export interface TrendDrawing {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly rules: readonly { readonly y: number; readonly value: number }[];
  /** Where each quarter stands, and whether its word has room. */
  readonly quarters: readonly { readonly x: number; readonly quarter: Quarter; readonly named: boolean }[];
  /** Solid where all is known, broken at quarters without a value. */
  readonly settled: string;
  /** Dashed, into the quarters that may still move. */
  readonly open: string;
  /** One for each quarter, undefined where it has no value: the band breaks there too. */
  readonly band: readonly ({ readonly x: number; readonly high: number; readonly low: number } | undefined)[];
  readonly dots: readonly Dot[];
}

const SIZE = { left: 52, right: 26, top: 24, bottom: 30, height: 240, word: 52 };

/** Lays a trend out in a width; a rate runs from 0 to at most 1, a count from 0. */
export function trendOf(points: readonly TrendPoint[], kind: 'rate' | 'count', width: number): TrendDrawing {
  const { left, right, top, bottom, height } = SIZE;
  const step = points.length < 2 ? 0 : (width - left - right) / (points.length - 1);
  const bands = points.map(({ figure }) => figure?.interval ?? undefined);
  const highest = Math.max(...points.map(({ figure }) => figure?.value ?? 0), ...bands.map((band) => band?.high ?? 0));
  const y = scaleLinear([0, highest === 0 ? 1 : highest], [height - bottom, top]).nice(4);
  const x = (index: number) => left + index * step;
  const dots = points.map(({ figure }, index) =>
    figure === undefined || figure.value === null
      ? undefined
      : { x: x(index), y: y(figure.value), value: figure.value, provisional: figure.provisional },
  );
  const every = step === 0 ? 1 : Math.max(1, Math.ceil(SIZE.word / step));
  return {
    ...{ width, height, left },
    rules: y
      .ticks(4)
      .filter((value) => kind === 'rate' || Number.isInteger(value))
      .map((value) => ({ y: y(value), value })),
    // Counted from the newest, which is the one that is always named.
    quarters: points.map(({ quarter }, index) => ({
      x: x(index),
      quarter,
      named: (points.length - 1 - index) % every === 0,
    })),
    settled: pathOf(dots.map((dot) => (dot?.provisional === true ? undefined : dot))),
    open: dots.map((dot, index) => segmentInto(dots[index - 1], dot)).join(''),
    band: bands.map((band, index) =>
      band === undefined ? undefined : { x: x(index), low: y(band.low), high: y(band.high) },
    ),
    dots: dots.filter((dot) => dot !== undefined),
  };
}

function pathOf(dots: readonly (Dot | undefined)[]): string {
  const path = line<Dot | undefined>()
    .defined((dot) => dot !== undefined)
    .x((dot) => dot!.x)
    .y((dot) => dot!.y);
  return path([...dots]) ?? '';
}

function segmentInto(before: Dot | undefined, dot: Dot | undefined): string {
  if (before === undefined || dot === undefined || !dot.provisional) return '';
  return `M${before.x},${before.y}L${dot.x},${dot.y}`;
}
