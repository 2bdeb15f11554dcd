import { LogUnavailable } from '../port/event-log.js';

/**
 * What the driver threw, as the port promises it. Only the SQLSTATE or the system's code goes on: detail, where and even
 * the message of a PostgreSQL error carry values (architecture.md § 3.13), so the original is not kept as a cause.
 */
export function unavailable(error: unknown): LogUnavailable {
  if (error instanceof LogUnavailable) return error;
  return new LogUnavailable(`PostgreSQL did not answer as expected (${codeOf(error) ?? 'connection lost'})`);
}

/**
 * Whether waiting can mend it: no SQLSTATE (the connection broke), connection exceptions (08), lack of resources (53),
 * intervention of an operator (57), trouble of the system (58), lock not granted in time (55P03), serialisation (40).
 */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return true;
  return /^(08|40|53|57|58)/.test(code) || code === '55P03';
}

/** SQLSTATE, or the code of the system (`ECONNREFUSED`). */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
