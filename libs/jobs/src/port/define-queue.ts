import { checkName } from './job-id.js';
import type { JobPayload, QueueDefinition } from './jobs.js';

const DEFAULTS = {
  // 1 s doubled nine times: a back end that is away for some minutes is outlasted (security.md § 5), 17 min in all.
  attempts: 10,
  backoffMs: 1_000,
  capacity: 10_000,
  // Trimmed at each completion, in time proportional to what is kept.
  keepCompleted: 100,
  keepFailed: 5_000,
} as const;

/**
 * Describes a queue. `defineQueue<{ alertId: string }>({ name: 'alert-mail' })`.
 * @throws InvalidJobName, RangeError on a limit below its minimum
 */
export function defineQueue<Payload extends JobPayload>(
  settings: Pick<QueueDefinition<Payload>, 'name'> & Partial<QueueDefinition<Payload>>,
): QueueDefinition<Payload> {
  const definition = { ...DEFAULTS, ...settings };
  checkName('queue', definition.name);
  atLeast(1, 'attempts', definition.attempts);
  atLeast(1, 'backoffMs', definition.backoffMs);
  atLeast(1, 'capacity', definition.capacity);
  atLeast(0, 'keepCompleted', definition.keepCompleted);
  atLeast(1, 'keepFailed', definition.keepFailed);
  return definition;
}

function atLeast(minimum: number, name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new RangeError(`${name} of a queue is an integer of at least ${minimum}`);
}
