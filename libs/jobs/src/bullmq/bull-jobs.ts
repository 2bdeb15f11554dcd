import type {
  JobHandler,
  JobObserver,
  JobPayload,
  JobQueue,
  Jobs,
  JobWorker,
  QueueDefinition,
  WorkOptions,
} from '../port/jobs.js';
import { attempt } from './attempt.js';
import type { BackEnd } from './back-end.js';
import { BullJobQueue, jobOptions } from './bull-job-queue.js';
import { BullJobWorker } from './bull-job-worker.js';

/** A job that ends its process again and again is set aside after so many processes. */
const MAX_TAKEOVERS = 5;
/** Wait before a worker asks a back end again that refused the connection. */
const RECONNECT_MS = 1_000;

/** The queues and workers of one process. */
export class BullJobs implements Jobs {
  private readonly queues: { close(): Promise<void> }[] = [];
  private readonly workers: JobWorker[] = [];

  constructor(
    private readonly backEnd: BackEnd,
    private readonly observer: JobObserver,
    private readonly closePatienceMs: number,
  ) {}

  async queue<Payload extends JobPayload>(definition: QueueDefinition<Payload>): Promise<JobQueue<Payload>> {
    const queue = this.backEnd.queue(definition.name, {
      defaultJobOptions: jobOptions(definition),
      // The settings that a queue would write are the defaults, and the api has no right to write them.
      skipMetasUpdate: true,
    });
    queue.on('error', (error) => this.observer.error?.({ queue: definition.name, error }));
    this.queues.push(queue);
    await queue.waitUntilReady();
    return new BullJobQueue(definition, queue);
  }

  async work<Payload extends JobPayload>(
    definition: QueueDefinition<Payload>,
    handler: JobHandler<Payload>,
    { concurrency = 1, leaseMs = 10_000 }: WorkOptions = {},
  ): Promise<JobWorker> {
    const { name } = definition;
    const worker = this.backEnd.worker(name, (job) => attempt(handler, job), {
      concurrency,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      maxStalledCount: MAX_TAKEOVERS,
      runRetryDelay: RECONNECT_MS,
    });
    worker.on('error', (error) => this.observer.error?.({ queue: name, error }));
    worker.on('completed', (job) => this.observer.completed?.({ queue: name, id: job.id! }));
    worker.on('failed', (job, error) => {
      // Without a job, it was taken over too often and forgotten meanwhile.
      if (job === undefined) return;
      const final = job.finishedOn !== undefined;
      this.observer.failed?.({ queue: name, id: job.id!, reason: error.message, final, error: error.cause ?? error });
    });
    const opened = new BullJobWorker(worker, this.closePatienceMs);
    this.workers.push(opened);
    await worker.waitUntilReady();
    return opened;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
    await Promise.all(this.queues.splice(0).map((queue) => queue.close()));
    await this.backEnd.close();
  }
}
