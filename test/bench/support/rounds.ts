/** One way of doing the same work; `open` prepares it once, outside of what is measured. */
export interface Variant {
  readonly name: string;
  /** Measures for about `ms` milliseconds. */
  measure(ms: number): Promise<Measure>;
}

export interface Measure {
  readonly perSecond: number;
  /** 99th percentile of one operation, in milliseconds; NaN where one run is one operation. */
  readonly p99: number;
}

export interface Summary extends Measure {
  readonly name: string;
  /** Median over the rounds of this variant's speed divided by the first one's of the same round. */
  readonly ratio: number;
}

/** Keeps `concurrency` operations in flight for `ms`; an operation answers how many units it did. */
export async function drive(
  concurrency: number,
  ms: number,
  operation: (worker: number) => Promise<number>,
): Promise<Measure> {
  const latencies: number[] = [];
  let units = 0;
  const start = performance.now();
  const until = start + ms;
  await Promise.all(
    Array.from({ length: concurrency }, async (_none, worker) => {
      while (performance.now() < until) {
        const began = performance.now();
        // Added after the wait: `units += await …` would read the sum before it and lose what others added.
        const done = await operation(worker);
        units += done;
        latencies.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: units / seconds, p99: percentile(latencies, 0.99) };
}

/**
 * Medians of interleaved rounds: each round measures every variant, beginning with another one each time, so that
 * whatever else the machine does falls on all alike. A first round warms up and does not count.
 */
export async function interleaved(variants: readonly Variant[], rounds: number, ms: number): Promise<Summary[]> {
  const measured = variants.map((): Measure[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (let step = 0; step < variants.length; step += 1) {
      const index = (step + round + 1) % variants.length;
      const measure = await variants[index]!.measure(round < 0 ? ms / 2 : ms);
      if (round >= 0) measured[index]!.push(measure);
    }
  }
  return variants.map(({ name }, index) => ({
    name,
    perSecond: median(measured[index]!.map((each) => each.perSecond)),
    p99: median(measured[index]!.map((each) => each.p99)),
    ratio: median(measured[index]!.map((each, round) => each.perSecond / measured[0]![round]!.perSecond)),
  }));
}

/** A Markdown table; the first variant is ours, and each ratio says how often as fast ours is. */
export function table(title: string, unit: string, summaries: readonly Summary[]): string {
  const timed = summaries.some(({ p99 }) => !Number.isNaN(p99));
  const row = (name: string, speed: string, p99: string, ratio: string): string =>
    `| ${[name, speed, ...(timed ? [p99] : []), ratio].join(' | ')} |`;
  const rows = summaries.map(({ name, perSecond, p99, ratio }, index) =>
    row(name, Math.round(perSecond).toLocaleString('en'), p99.toFixed(1), index === 0 ? '' : (1 / ratio).toFixed(2)),
  );
  const head = [row('', `${unit}/s`, 'p99, ms', 'Jalons is x'), timed ? '|---|---:|---:|---:|' : '|---|---:|---:|'];
  return [`### ${title}`, '', ...head, ...rows, ''].join('\n');
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
