import { isDomainError } from '@jalons/kernel';

/** This worker may no longer write: its lease, version or checkpoint is not what the database holds. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/** So many keys are blocked that the fault is not in single events. */
export class TooManyParked extends Error {
  override readonly name = 'TooManyParked';
}

/**
 * `fence`: somebody else writes now · `transient`: the surroundings failed, the same event may pass later · `fault`: the
 * program or its rights are wrong, whatever the event · `poison`: this event cannot be folded.
 */
export type FailureKind = 'fence' | 'transient' | 'fault' | 'poison';

// Connections (08), resources (53), operator intervention (57), rollbacks to repeat (40), locks (55P03) and the
// server's own answers to a silent transaction (25P03, 25P04) or a full disk (58): the same event may pass later.
const TRANSIENT_STATE = /^(08|40|53|57|58)|^(55P03|25P03|25P04)$/;
// Unknown tables or columns, missing rights, syntax (42), unknown schemas (3F), a transaction used after its failure (25).
const FAULT_STATE = /^(42|3F|25)/;
const TRANSIENT_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// The driver gives these no code; the last one is its own time limit for a query.
const TRANSIENT_MESSAGE =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Connection ended|Query read timeout/;

/** What a failed fold calls for: only `poison` sets an event aside, the others are tried again for ever. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof FenceLost) return 'fence';
  if (error instanceof TooManyParked) return 'fault';
  if (isDomainError(error)) return error.kind === 'unavailable' ? 'transient' : 'poison';
  if (!(error instanceof Error)) return 'poison';
  if (error.name === 'LogUnavailable') return 'transient';
  const { code } = error as Error & { code?: unknown };
  if (typeof code !== 'string') return TRANSIENT_MESSAGE.test(error.message) ? 'transient' : 'poison';
  if (TRANSIENT_STATE.test(code) || TRANSIENT_SYSTEM.has(code)) return 'transient';
  return FAULT_STATE.test(code) && code.length === 5 ? 'fault' : 'poison';
}

const CODE = /^[A-Za-z0-9][\w.:-]{0,79}$/;

/** Names a failure without its message, which may carry values of the event. */
export function failureCode(error: unknown): string {
  if (isDomainError(error)) return `domain:${error.code}`;
  if (!(error instanceof Error)) return 'unknown';
  const { code, reason } = error as Error & { code?: unknown; reason?: unknown };
  if (error.name === 'UnreadableEvent' && typeof reason === 'string') return `unreadable:${reason}`;
  if (typeof code === 'string' && CODE.test(code))
    return `${/^[0-9A-Z]{5}$/.test(code) ? 'sqlstate' : 'system'}:${code}`;
  return CODE.test(error.name) ? error.name : 'Error';
}
