/** Waits, or less if the signal aborts meanwhile; never rejects. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

/** Doubles from 50 ms up to 5 s, with up to a half of jitter so that workers do not come back together. */
export function backoff(attempt: number, signal: AbortSignal): Promise<void> {
  const full = Math.min(50 * 2 ** Math.min(attempt, 10), 5_000);
  return pause(full * (0.5 + Math.random() / 2), signal);
}
