import type { Instant } from '@jalons/kernel';
import type { JobId } from './job-id.js';

/** What a job carries: ids, codes and dates, never a name nor a free text. It is stored in clear, outside the log. */
export type JobPayload = { readonly [key: string]: string | number | boolean | null | readonly string[] };

/** One queue, described once for those who fill it and those who empty it (see `defineQueue`). */
export interface QueueDefinition<Payload extends JobPayload> {
  readonly name: string;
  /** Tries before a job is set aside as failed. */
  readonly attempts: number;
  /** Wait before the second try, in milliseconds; doubled for each next one, less up to half of it by chance. */
  readonly backoffMs: number;
  /** Most jobs that may wait; beyond it `enqueue` refuses. */
  readonly capacity: number;
  /** Most completed jobs kept; while one is kept, its id is known and not run again. */
  readonly keepCompleted: number;
  /** Most failed jobs kept; the oldest go first. */
  readonly keepFailed: number;
  /** Only carries the type of the payload. */
  readonly payload?: Payload;
}

export interface NewJob<Payload extends JobPayload> {
  readonly id: JobId;
  readonly payload: Payload;
  /** Milliseconds before it may run; none by default. */
  readonly delayMs?: number;
}

/** When a schedule falls due: by the calendar of a zone, or at a fixed pace. */
export type Recurrence = { readonly cron: string; readonly zone: string } | { readonly everyMs: number };

export interface FailedJob<Payload extends JobPayload> {
  readonly id: string;
  readonly payload: Payload;
  readonly failedAt: Instant;
  readonly attempts: number;
  /** Class or code of the last error, never its message: a message may hold a value. */
  readonly reason: string;
}

export interface JobCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
}

/** The side of a queue that asks for work. */
export interface JobQueue<Payload extends JobPayload> {
  /**
   * Adds jobs; those whose id the queue still knows are left as they are. That is a help, not a promise: once a job is
   * forgotten (see `keepCompleted`) its id runs again, so each effect is idempotent in its own store.
   * @throws DomainError `queue-full` (unavailable: come back later), nothing added, when fewer places are left
   */
  enqueue(jobs: readonly NewJob<Payload>[]): Promise<void>;
  /**
   * Makes or replaces a schedule. The id of a run names the schedule and its due time, and is the same in every process.
   * @returns when it falls due next
   * @throws DomainError `invalid-zone` on a zone that this machine does not know
   */
  schedule(scheduleId: string, when: Recurrence, payload: Payload): Promise<Instant>;
  /** Ends a schedule; the run under way, if any, goes to its end. */
  unschedule(scheduleId: string): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Failed jobs, the latest first, at most 100 at once. */
  failed(page?: { readonly offset?: number; readonly limit?: number }): Promise<readonly FailedJob<Payload>[]>;
  /**
   * Gives a failed job all its tries again.
   * @throws DomainError `failed-job-not-found`
   */
  retry(id: string): Promise<void>;
}

/** One try of one job. */
export interface JobRun<Payload extends JobPayload> {
  readonly id: string;
  readonly payload: Payload;
  /** 1 for the first try. */
  readonly attempt: number;
}

/**
 * Does the work of one job, at least once: a process may be killed between the effect and its acknowledgement. What it
 * throws is tried again, except a refusal of the domain that no new try would change.
 */
export type JobHandler<Payload extends JobPayload> = (run: JobRun<Payload>) => Promise<void>;

export interface WorkOptions {
  /** Jobs of this queue that this process runs at once; 1 by default. */
  readonly concurrency?: number;
  /**
   * Milliseconds without a sign of life after which another process takes a job over; 10 s by default. It is found at
   * the second look, half that time apart: a job of a killed process starts again after at most twice as long.
   */
  readonly leaseMs?: number;
}

export interface JobWorker {
  /** Takes no more jobs, and waits for those under way (bounded: see `OpenJobsOptions.closePatienceMs`). */
  close(): Promise<void>;
}

/** What happens in the queues of a process, for its log and its metrics. */
export interface JobObserver {
  completed?(run: { readonly queue: string; readonly id: string }): void;
  /** `final`: set aside, not tried again. The error may quote a value: log its class or code only. */
  failed?(failure: {
    readonly queue: string;
    readonly id: string;
    readonly reason: string;
    readonly final: boolean;
    readonly error: unknown;
  }): void;
  /** The back end is in trouble; the queues recover by themselves. */
  error?(trouble: { readonly queue: string; readonly error: Error }): void;
}

/** The queues of one process, on one back end. */
export interface Jobs {
  /** Opens a queue to ask for work; resolves when it can be used. */
  queue<Payload extends JobPayload>(definition: QueueDefinition<Payload>): Promise<JobQueue<Payload>>;
  /** Starts to run the jobs of a queue; resolves when the worker listens. */
  work<Payload extends JobPayload>(
    definition: QueueDefinition<Payload>,
    handler: JobHandler<Payload>,
    options?: WorkOptions,
  ): Promise<JobWorker>;
  /** Closes the workers, then the queues, then the connections; to be done before the database stops. */
  close(): Promise<void>;
}
