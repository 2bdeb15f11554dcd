import { ApiProblem, byField, NoAnswer } from '../api/problem.js';

/** Where a step stands between the form and the log. `saved` only once the server has said so. */
export type Delivery =
  | { readonly state: 'idle' | 'sending' }
  | { readonly state: 'waiting'; readonly attempt: number; readonly delay: number }
  | { readonly state: 'saved' }
  /** An earlier try of this form, changed since, has arrived after all: that one is in the log. */
  | { readonly state: 'taken' }
  | {
      readonly state: 'refused';
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly rest: readonly string[];
      /** The session is over: sign in again, then send the same form. */
      readonly signIn?: true;
    };

/** Seconds between tries; the last one repeats. A server in trouble may ask for more. */
const DELAYS = [2, 4, 8, 15, 30] as const;
/** Answers that say nothing about the step itself: the same request is worth sending again. */
const AGAIN = new Set([408, 425, 429, 502, 503, 504]);

/** What a failed try means: try again by itself, or a refusal to show. */
export function afterFailure(
  error: unknown,
  attempt: number,
  pointers: Readonly<Record<string, string>>,
  signedOut: string,
): Delivery {
  if (error instanceof NoAnswer) return waiting(attempt);
  if (!(error instanceof ApiProblem)) throw error;
  if (AGAIN.has(error.status)) return waiting(attempt, error.retryAfter);
  if (error.status === 401) return { state: 'refused', message: signedOut, fields: {}, rest: [], signIn: true };
  if (error.code === 'idempotency-key-reused') return { state: 'taken' };
  return { state: 'refused', message: error.message, ...byField(error.items, pointers) };
}

function waiting(attempt: number, asked = 0): Delivery {
  const usual = DELAYS[Math.min(attempt, DELAYS.length - 1)] ?? 0;
  return { state: 'waiting', attempt: attempt + 1, delay: Math.max(usual, asked) };
}
