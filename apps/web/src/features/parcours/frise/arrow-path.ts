import { SIZE, type LaneBox } from './layout.js';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * The way of an arrow, and where its count stands: on the line between two lanes, where it hides no point. Without a lane
 * to arrive in, it runs beside the points and ends in the air.
 */
export function arrowPath(
  from: LaneBox,
  to: LaneBox | undefined,
  x0: number,
  x1: number,
): { path: string; pill: Spot } {
  const under = from.points - SIZE.points;
  if (to === undefined) {
    const y = from.points;
    return { path: `M${x0} ${under}C${x0} ${y} ${x0} ${y} ${x1} ${y}`, pill: { x: (x0 + x1) / 2, y } };
  }
  const down = to.top >= from.top;
  const y0 = down ? under : from.bars;
  const y1 = down ? to.bars - 1 : to.points - SIZE.points + 1;
  const middle = (y0 + y1) / 2;
  const [c0, c1] = down ? [middle + 6, middle - 8] : [middle - 6, middle + 8];
  const line = down ? from.top + from.height : from.top;
  return {
    path: `M${x0} ${y0}C${x0} ${c0} ${x1} ${c1} ${x1} ${y1}`,
    pill: { x: crossing([y0, c0, c1, y1], x0, x1, line), y: line },
  };
}

/** Where the curve from x0 to x1 crosses a height: its height only grows, or only falls, along the way. */
function crossing(heights: readonly [number, number, number, number], x0: number, x1: number, y: number): number {
  const falling = heights[3] < heights[0];
  let [low, high] = [0, 1];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (bezier(heights, middle) < y !== falling) low = middle;
    else high = middle;
  }
  return bezier([x0, x0, x1, x1], low);
}

function bezier([a, b, c, d]: readonly [number, number, number, number], t: number): number {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}
