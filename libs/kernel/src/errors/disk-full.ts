/** SQLSTATE disk_full, and what a file system says of the same. */
const FULL: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC']);
const NO_SPACE = /No space left on device|\(53100\)/;

/** Whether a failure, or what caused it, says that a disk is full: there is something to do about it, by hand. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (FULL.has((error as { readonly code?: unknown }).code) || NO_SPACE.test(error.message)) return true;
  return isDiskFull(error.cause);
}
