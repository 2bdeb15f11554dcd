import { LogUnavailable } from '../port/event-log.js';

/** What the client reported, reduced to what the log may tell: a kind and a word, never a payload. */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure';

  constructor(
    /** Whether asking again can help. An append that failed so may have been stored all the same. */
    readonly transient: boolean,
    reason: string,
  ) {
    super(reason);
  }
}

/** Types of the client's errors that waiting can mend (server away, busy, not ready, leader moved, answer too late). */
const TRANSIENT_TYPES: ReadonlySet<string> = new Set([
  'unavailable',
  'cancelled',
  'deadline-exceeded',
  'timeout',
  'not-leader',
]);

/** Said in the message of an error of type `unknown` by a node that starts or moves its leadership. */
const TRANSIENT_MESSAGES = /not ready|busy|no leader info/i;

/**
 * Maps by type and fields: `message` may be empty, and "No connection established" or a channel closed under a call in
 * flight arrive as a plain Error, which therefore counts as transient unless the program itself is wrong.
 */
export function failureOf(error: unknown): ClientFailure {
  if (error instanceof ClientFailure) return error;
  if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error)) {
    return new ClientFailure(false, 'client fault');
  }
  if (!('type' in error) || typeof error.type !== 'string') return new ClientFailure(true, 'connection lost');
  const transient = TRANSIENT_TYPES.has(error.type) || TRANSIENT_MESSAGES.test(error.message);
  return new ClientFailure(transient, error.type);
}

/** The same as the port promises it. */
export function unavailable(error: unknown): LogUnavailable {
  if (error instanceof LogUnavailable) return error;
  return new LogUnavailable(`EventStoreDB did not answer as expected (${failureOf(error).message})`);
}
