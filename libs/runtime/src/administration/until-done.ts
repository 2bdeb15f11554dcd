import { constants } from 'node:os';
import { Closers } from '../engine/closers.js';

/** Does a piece of work and closes what it opened, at a signal too: nothing is left running that was not before. */
export async function untilDone<Result>(work: (closers: Closers) => Promise<Result>): Promise<Result> {
  const closers = new Closers();
  const leave = (signal: NodeJS.Signals) =>
    void closers.closeAll().finally(() => process.exit(128 + constants.signals[signal]));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, leave);
  try {
    return await work(closers);
  } finally {
    await closers.closeAll();
    for (const signal of signals) process.off(signal, leave);
  }
}
