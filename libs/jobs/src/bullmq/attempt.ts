import { isDomainError, type DomainError } from '@jalons/kernel';
import { UnrecoverableError, type Job } from 'bullmq';
import type { JobHandler, JobPayload } from '../port/jobs.js';

/** Refusals that time may lift; any other would be the same at the next try. */
const PASSING: ReadonlySet<DomainError['kind']> = new Set(['unavailable', 'conflict']);
const PLAIN = /^[A-Za-z0-9_-]{1,64}$/;

/** What a try threw, reduced to what may be stored; the cause stays in memory, for the observer. */
class FailedAttempt extends Error {
  override readonly name = 'FailedAttempt';
}

/**
 * One try of a job. What it throws is stored beside the job, in clear, and was made to be read by people: only the class
 * or the code of it passes, neither its message nor its stack.
 */
export async function attempt<Payload extends JobPayload>(
  handler: JobHandler<Payload>,
  job: Pick<Job<JobPayload>, 'id' | 'data' | 'attemptsMade'>,
): Promise<void> {
  try {
    await handler({ id: job.id!, payload: job.data as Payload, attempt: job.attemptsMade + 1 });
  } catch (error) {
    const final = isDomainError(error) && !PASSING.has(error.kind);
    const reason = reasonOf(error);
    const told = final ? new UnrecoverableError(reason) : new FailedAttempt(reason);
    delete told.stack;
    told.cause = error;
    throw told;
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  for (const candidate of [code, name]) {
    if (typeof candidate === 'string' && PLAIN.test(candidate)) return candidate;
  }
  return 'unknown';
}
