/**
 * What the logs may hold of an error: its name, its code and where it was thrown. Messages stay out: those of PostgreSQL
 * and of JSON.parse quote the values they stumbled on.
 */
export interface SafeError {
  readonly name: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly frames: readonly string[];
  readonly cause?: SafeError;
}

const MAX_FRAMES = 12;

/** Strips an error, and its causes, of every value. */
export function safeError(error: unknown, depth = 3): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    frames: frames.slice(0, MAX_FRAMES).map((frame) => frame.trim()),
    ...(error.cause !== undefined && depth > 0 && { cause: safeError(error.cause, depth - 1) }),
  };
}
