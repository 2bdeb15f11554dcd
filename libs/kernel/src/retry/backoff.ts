const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/**
 * How long to wait before attempt `failures` + 1, in milliseconds: doubling from 50 ms to 5 s, and between half and all
 * of it by chance, so that the processes that lost one server do not come back in step.
 * @param random a number from 0 to 1, exclusive
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}

/** Waits `ms`, or less where `signal` aborts; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
