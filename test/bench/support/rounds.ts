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
  /** 95th percentile, where the row to be reached asks for it. */
  readonly p95?: number;
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
  return { perSecond: units / seconds, p99: percentile(latencies, 0.99), p95: percentile(latencies, 0.95) };
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
    p95: median(measured[index]!.map((each) => each.p95 ?? Number.NaN)),
    ratio: median(measured[index]!.map((each, round) => each.perSecond / measured[0]![round]!.perSecond)),
  }));
}

/**
 * A Markdown table; the first variant is ours, and each ratio says how often as fast ours is.
 * @param percentiles those shown, where one run is many operations
 */
export function table(
  title: string,
  unit: string,
  summaries: readonly Summary[],
  percentiles: readonly ('p95' | 'p99')[] = ['p99'],
): string {
  const shown = summaries.some(({ p99 }) => !Number.isNaN(p99)) ? percentiles : [];
  const row = (name: string, speed: string, times: readonly string[], ratio: string): string =>
    `| ${[name, speed, ...times, ratio].join(' | ')} |`;
  const rows = summaries.map((summary, index) =>
    row(
      summary.name,
      Math.round(summary.perSecond).toLocaleString('en'),
      shown.map((each) => (summary[each] ?? Number.NaN).toFixed(1)),
      index === 0 ? '' : (1 / summary.ratio).toFixed(2),
    ),
  );
  const head = [
    row(
      '',
      `${unit}/s`,
      shown.map((each) => `${each}, ms`),
      'Jalons is x',
    ),
    `|---|${'---:|'.repeat(shown.length + 2)}`,
  ];
  return [`### ${title}`, '', ...head, ...rows, ''].join('\n');
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
