/** What a refusal means to the caller; `libs/http` gives each exactly one HTTP status. */
export type ErrorKind = 'invalid' | 'not-found' | 'forbidden' | 'conflict' | 'unprocessable' | 'gone' | 'unavailable';

/** One thing to mend: the field as the caller named it (JSON pointer), what is wrong, and the way out, in French. */
export interface Problem {
  readonly field?: string;
  readonly code: string;
  readonly message: string;
}

/**
 * A refusal of the domain, apart from failures of the infrastructure.
 * `code` is stable and for machines; `message` is a French sentence for the user and never holds a personal value.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }
}

/** Narrows an unknown error; a class check alone fails across duplicated modules. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

/** The refusal of one field: it names the field, what is wrong and the way out. */
export function invalidField(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, [{ field, code, message }]);
}
