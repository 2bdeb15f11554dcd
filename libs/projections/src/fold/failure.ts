import { isDomainError } from '@jalons/kernel';

/** This worker may no longer write: its lease, version or checkpoint is not what the database holds. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/** A build stops at the first event that it cannot take. */
export class BuildStopped extends Error {
  override readonly name = 'BuildStopped';

  constructor(
    readonly position: string,
    readonly code: string,
  ) {
    super(`the build stopped at ${position}: ${code}`);
  }
}

// Connections (08), resources (53), operator intervention (57), rollbacks to repeat (40), locks (55P03) and the
// server's own answers to a silent transaction (25P03) or a full disk (58): the same event may pass later.
const TRANSIENT_STATE = /^(08|40|53|57|58)|^(55P03|25P03|25P04)$/;
const TRANSIENT_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const TRANSIENT_MESSAGE =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Connection ended/;

/** True where the surroundings failed and not the event: retried for ever, never set aside. */
export function isTransient(error: unknown): boolean {
  if (isDomainError(error)) return error.kind === 'unavailable';
  if (!(error instanceof Error)) return false;
  if (error.name === 'LogUnavailable') return true;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string') return TRANSIENT_STATE.test(code) || TRANSIENT_SYSTEM.has(code);
  return TRANSIENT_MESSAGE.test(error.message);
}

const CODE = /^[A-Za-z0-9][\w.:-]{0,79}$/;

/** Names a failure without its message, which may carry values of the event. */
export function failureCode(error: unknown): string {
  if (isDomainError(error)) return `domain:${error.code}`;
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && CODE.test(code))
    return `${/^[0-9A-Z]{5}$/.test(code) ? 'sqlstate' : 'system'}:${code}`;
  return CODE.test(error.name) ? error.name : 'Error';
}
