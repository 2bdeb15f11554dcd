import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

const SIZE = { left: 56, right: 16, top: 20, bottom: 40, height: 260 } as const;

export interface CurvePoint {
  readonly x: number;
  readonly y: number | null;
}

/** Several series over the same scores, ready to be drawn. */
export interface CurveDrawing {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly base: number;
  readonly rules: readonly { readonly y: number; readonly value: number }[];
  readonly marks: readonly { readonly x: number; readonly value: number }[];
  readonly series: readonly {
    readonly path: string;
    readonly dots: readonly { readonly x: number; readonly y: number; readonly at: number }[];
  }[];
  /** Where a score stands across. */
  across(score: number): number;
}

/**
 * Places series of values over scores. `most` is the top of the scale where it is known (1 for shares); a value that
 * cannot be had breaks its line, and is drawn nowhere.
 */
export function curveOf(series: readonly (readonly CurvePoint[])[], width: number, most?: number): CurveDrawing {
  const { left, right, top, bottom, height } = SIZE;
  const scores = [...new Set(series.flat().map(({ x }) => x))].toSorted((a, b) => a - b);
  const values = series.flat().flatMap(({ y }) => y ?? []);
  const highest = most ?? Math.max(0, ...values);
  const low = scores[0] ?? 0;
  const high = scores.at(-1) ?? 1;
  const x = scaleLinear([low, high === low ? low + 1 : high], [left, Math.max(left + 1, width - right)]);
  const y = scaleLinear([0, highest === 0 ? 1 : highest], [height - bottom, top]).nice(4);
  const path = line<CurvePoint>()
    .defined(({ y: value }) => value !== null)
    .x(({ x: score }) => x(score))
    .y(({ y: value }) => y(value ?? 0));
  return {
    ...{ width, height, left, base: height - bottom },
    rules: y.ticks(4).map((value) => ({ y: y(value), value })),
    marks: scores.map((value) => ({ x: x(value), value })),
    series: series.map((points) => ({
      path: path([...points]) ?? '',
      dots: points.flatMap((point) => (point.y === null ? [] : [{ x: x(point.x), y: y(point.y), at: point.x }])),
    })),
    across: x,
  };
}
