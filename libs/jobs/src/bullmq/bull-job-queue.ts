import { DomainError, invalidField, isZone, type Instant } from '@jalons/kernel';
import type { JobsOptions } from 'bullmq';
import { checkName } from '../port/job-id.js';
import type { FailedJob, JobCounts, JobPayload, JobQueue, NewJob, QueueDefinition, Recurrence } from '../port/jobs.js';
import type { BullQueue } from './back-end.js';

const MAX_BATCH = 1_000;
const MAX_PAGE = 100;
/** Bytes of JSON; a batch of a thousand ids fits. */
const MAX_PAYLOAD_BYTES = 64 * 1024;

/** A queue of BullMQ behind the port. */
export class BullJobQueue<Payload extends JobPayload> implements JobQueue<Payload> {
  constructor(
    private readonly definition: QueueDefinition<Payload>,
    private readonly queue: BullQueue,
  ) {}

  async enqueue(jobs: readonly NewJob<Payload>[]): Promise<void> {
    if (jobs.length === 0) return;
    const { waiting, delayed } = await this.counts();
    if (waiting + delayed + jobs.length > this.definition.capacity) throw queueFull();
    const { name } = this.definition;
    const added = jobs.map(({ id, payload, delayMs }) => ({
      name,
      data: payload,
      opts: { jobId: id, ...(delayMs === undefined ? {} : { delay: delayMs }) },
    }));
    // One job alone goes without the temporary tables that a batch makes in PostgreSQL.
    if (added.length === 1) await this.queue.add(name, added[0]!.data, added[0]!.opts);
    else for (let i = 0; i < added.length; i += MAX_BATCH) await this.queue.addBulk(added.slice(i, i + MAX_BATCH));
  }

  async schedule(scheduleId: string, when: Recurrence, payload: Payload): Promise<Instant> {
    checkName('schedule', scheduleId);
    const { name } = this.definition;
    await this.queue.upsertJobScheduler(scheduleId, repeatOf(when), { name, data: payload });
    return (await this.queue.getJobScheduler(scheduleId))!.next!;
  }

  async unschedule(scheduleId: string): Promise<void> {
    await this.queue.removeJobScheduler(scheduleId);
  }

  async counts(): Promise<JobCounts> {
    const found = await this.queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
    const of = (state: string): number => found[state] ?? 0;
    return {
      waiting: of('waiting') + of('prioritized'),
      delayed: of('delayed'),
      active: of('active'),
      failed: of('failed'),
    };
  }

  async failed({ offset = 0, limit = MAX_PAGE } = {}): Promise<readonly FailedJob<Payload>[]> {
    const jobs = await this.queue.getFailed(offset, offset + Math.min(limit, MAX_PAGE) - 1);
    return jobs.map((job) => ({
      id: job.id!,
      payload: job.data as Payload,
      failedAt: job.finishedOn!,
      attempts: job.attemptsMade,
      reason: job.failedReason,
    }));
  }

  async retry(id: string): Promise<void> {
    const job = await this.queue.getJob(id);
    if (job === undefined || !(await job.isFailed())) {
      throw new DomainError(
        'not-found',
        'failed-job-not-found',
        'Cette tâche n’est pas ou plus en échec. Actualisez la liste des tâches en échec.',
      );
    }
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
  }
}

/** What each job of a queue is added with. */
export function jobOptions(definition: QueueDefinition<JobPayload>): JobsOptions {
  return {
    attempts: definition.attempts,
    backoff: { type: 'exponential', delay: definition.backoffMs, jitter: 0.5 },
    removeOnComplete: definition.keepCompleted === 0 ? true : { count: definition.keepCompleted },
    removeOnFail: { count: definition.keepFailed },
    sizeLimit: MAX_PAYLOAD_BYTES,
    stackTraceLimit: 0,
  };
}

function repeatOf(when: Recurrence): { pattern: string; tz: string } | { every: number } {
  if ('everyMs' in when) return { every: when.everyMs };
  if (!isZone(when.zone)) {
    throw invalidField('/zone', 'invalid-zone', 'Ce fuseau horaire est inconnu. Donnez un nom comme Europe/Paris.');
  }
  return { pattern: when.cron, tz: when.zone };
}

function queueFull(): DomainError {
  return new DomainError(
    'unavailable',
    'queue-full',
    'Trop de tâches sont déjà en attente. Rien n’a été ajouté : réessayez dans quelques minutes.',
  );
}
