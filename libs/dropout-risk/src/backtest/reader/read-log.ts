import type { WorkerOptions } from 'node:worker_threads';
import type { LogAccess, LogPlace } from './log-access.js';
import type { ReadingPlan, ReadingTask, TellShare } from './plan.js';
import { ReaderThread } from './reader-thread.js';
import { conclude, type BackTestResult, type TaskResult } from '../conclude.js';
import { TaskReader } from './read-task.js';

export interface Readers {
  /** 0 reads in this thread. */
  readonly threads: number;
  /** For readers that run from the sources, whose process has a loader. */
  readonly threadOptions?: WorkerOptions;
}

/** Carries out every task of a plan and concludes, with as many readers as are asked for: the result is the same. */
export async function readLog(
  plan: ReadingPlan,
  { place, access }: { readonly place: LogPlace; readonly access: LogAccess },
  { threads, threadOptions }: Readers,
  signal: AbortSignal,
  tell: TellShare,
): Promise<BackTestResult> {
  const tasks: readonly ReadingTask[] = [
    ...Array.from({ length: plan.parts }, (_, part) => ({ part })),
    ...(plan.merged.size === 0 ? [] : [{ merged: true } as const]),
  ];
  const shares = tasks.map(() => 0);
  const telling = (task: number) => (share: number) => {
    shares[task] = share;
    tell(shares.reduce((sum, one) => sum + one, 0) / tasks.length);
  };
  if (threads === 0) {
    const reader = new TaskReader(access, plan);
    const results: TaskResult[] = [];
    for (const [n, task] of tasks.entries()) results.push(await reader.run(task, signal, telling(n)));
    return conclude(plan, results);
  }
  return inThreads(
    tasks,
    plan,
    place,
    { threads, ...(threadOptions !== undefined && { threadOptions }) },
    {
      signal,
      telling,
    },
  );
}

async function inThreads(
  tasks: readonly ReadingTask[],
  plan: ReadingPlan,
  place: LogPlace,
  { threads, threadOptions }: Readers,
  { signal, telling }: { readonly signal: AbortSignal; readonly telling: (task: number) => TellShare },
): Promise<BackTestResult> {
  const results: TaskResult[] = [];
  const readers: ReaderThread[] = [];
  let next = 0;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  // Nobody waits for it where nothing is stopped.
  stopped.catch(() => {});
  const work = async () => {
    const reader = await ReaderThread.open(place, plan, threadOptions);
    readers.push(reader);
    for (let task = next++; task < tasks.length; task = next++) {
      signal.throwIfAborted();
      results[task] = await reader.run(tasks[task]!, telling(task));
      telling(task)(1);
    }
  };
  const working = Array.from({ length: Math.min(threads, tasks.length) }, work);
  try {
    await Promise.race([Promise.all(working), stopped]);
    return await Promise.race([readers[0]!.conclude(results), stopped]);
  } finally {
    next = tasks.length;
    await Promise.all(readers.map((reader) => reader.close()));
    await Promise.allSettled(working);
    // One that was still opening when the others were closed.
    await Promise.all(readers.map((reader) => reader.close()));
  }
}
