import type { Problem } from '@jalons/kernel';

export interface HttpProblemOptions {
  readonly problems?: readonly Problem[];
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number;
}

/**
 * A refusal of the HTTP edge itself (malformed header, missing session, too many attempts), where no rule of the domain
 * was asked. `code` is stable; `message` is a French sentence without any personal value.
 */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problems: readonly Problem[];
  readonly retryAfter: number | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    options: HttpProblemOptions = {},
  ) {
    super(message);
    this.problems = options.problems ?? [];
    this.retryAfter = options.retryAfter;
  }
}
