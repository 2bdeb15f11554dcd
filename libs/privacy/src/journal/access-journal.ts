import type { Instant, Uuid } from '@jalons/kernel';

/**
 * The relation that opens a person to whoever looks: her referent, a structure that takes part, an orientation received,
 * break-the-glass, or the duty of a coordinator or dpo (security.md § 4).
 */
export type AccessReason = 'referent' | 'structure' | 'orientation' | 'elevated' | 'duty';

/** A person shown, and why she could be. */
export interface AccessedSubject {
  readonly subject: Uuid;
  readonly reason: AccessReason;
}

/** The role of whoever holds the machine and asks by its command line: no account stands behind it. */
export const COMMAND_LINE_ROLE = 'command-line';

/** One request that shows personal data: who, whom, what, when, why. Ids and codes alone. */
export interface Access {
  /** Id of the request: one line per request and action. */
  readonly request: Uuid;
  readonly professional: Uuid;
  /** The role under which it was shown. */
  readonly role: string;
  readonly structure?: Uuid;
  readonly territory?: Uuid;
  /** What was shown, in kebab case: `cases`, `parcours`, `parcours-identity`. */
  readonly action: string;
  readonly subjects: readonly AccessedSubject[];
  readonly at: Instant;
}

/** Where every read of personal data leaves its line, apart from the event log. */
export interface AccessJournal {
  /**
   * Resolves once the line is durable; only then may the answer leave. An access that shows nobody leaves none.
   * Rejects with DomainError('unavailable') where it cannot be written: then nothing is shown.
   */
  record(access: Access): Promise<void>;
}
