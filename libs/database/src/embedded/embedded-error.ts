/** A refusal of the embedded database that a user can act upon: `message` is French and says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code:
      | 'no-binaries'
      | 'no-user'
      | 'not-ours'
      | 'locked'
      | 'other-major'
      | 'init-failed'
      | 'start-failed'
      | 'stop-failed'
      | 'gave-up',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
