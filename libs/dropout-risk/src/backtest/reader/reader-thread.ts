import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { LogPlace } from './log-access.js';
import type { ReadingPlan, ReadingTask, TellShare } from './plan.js';
import type { BackTestResult, TaskResult } from '../conclude.js';
import type { ReaderData, ReaderMessage, ReaderOrder } from './reader-messages.js';

/** Heap of one reader at most, whatever the size of the log: one that asked for more would end. */
export const READER_HEAP_MB = 512;
/** What a reader reads of one person is dropped at once: a large nursery keeps most of it from being moved. */
const NURSERY_MB = 64;
/** A reader that was told to stop and does not is ended. */
const STOP_MS = 5_000;

/** A reader's thread ended before its work did. */
export class ReaderEnded extends Error {
  override readonly name = 'ReaderEnded';
}

/** One reader in a thread; does one task at a time. */
export class ReaderThread {
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  private waiting: { resolve(message: ReaderMessage): void; reject(error: unknown): void } | null = null;
  private tell: TellShare = () => {};

  private constructor(data: ReaderData, options: WorkerOptions) {
    // Beside this file, in the sources as in the build.
    const file = fileURLToPath(new URL(`reader.thread${extname(import.meta.url)}`, import.meta.url));
    this.worker = new Worker(file, {
      ...options,
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: READER_HEAP_MB, maxYoungGenerationSizeMb: NURSERY_MB },
    });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => resolve());
    });
    this.worker.on('message', (message: ReaderMessage) => {
      if (message.kind === 'share') this.tell(message.share);
      else this.waiting?.resolve(message);
    });
    this.worker.on('error', (error) => this.waiting?.reject(error));
    this.worker.on('exit', () => this.waiting?.reject(new ReaderEnded('a reader of the back-test ended')));
  }

  /** @param options for readers that run from the sources, whose process has a loader */
  static async open(place: LogPlace, plan: ReadingPlan, options: WorkerOptions = {}): Promise<ReaderThread> {
    const thread = new ReaderThread({ place, plan }, options);
    try {
      await thread.next();
      return thread;
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  async run(task: ReadingTask, tell: TellShare): Promise<TaskResult> {
    this.tell = tell;
    this.order({ kind: 'read', task });
    const message = await this.next();
    if (message.kind === 'done') return message.result;
    throw unexpected(message);
  }

  /** Draws the conclusion here, so that nothing that answers requests waits for it. */
  async conclude(results: readonly TaskResult[]): Promise<BackTestResult> {
    this.order({ kind: 'conclude', results });
    const message = await this.next();
    if (message.kind === 'concluded') return message.result;
    throw unexpected(message);
  }

  /** Ends the thread, whatever it is doing; its connections are closed first where it listens in time. */
  async close(): Promise<void> {
    this.order({ kind: 'stop' });
    const timer = setTimeout(() => void this.worker.terminate(), STOP_MS);
    await this.ended;
    clearTimeout(timer);
  }

  private order(order: ReaderOrder): void {
    this.worker.postMessage(order);
  }

  private next(): Promise<ReaderMessage> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }
}

function unexpected(message: ReaderMessage): unknown {
  return message.kind === 'failed' ? message.error : new ReaderEnded('a reader of the back-test says something else');
}
