import { DomainError, type Uuid } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import type { LifeEvent } from './life-event.js';

/** One invariant that a stream breaks. */
export interface Violation {
  /** Stable, for machines. */
  readonly code: string;
  /** A French sentence for the user, without personal values: what is wrong and the way out. */
  readonly message: string;
  /** The first entries (of their chains of corrections) that break it together; with `code`, its identity. */
  readonly entries: readonly Uuid[];
  readonly field?: string;
}

export type ViolationsOf<E extends DomainEvent> = (events: readonly LifeEvent<E>[]) => readonly Violation[];

/** The violations of `after` that `before` did not have already. */
export function gainedViolations(before: readonly Violation[], after: readonly Violation[]): readonly Violation[] {
  if (after.length === 0) return after;
  const known = new Set(before.map(identityOf));
  return after.filter((violation) => !known.has(identityOf(violation)));
}

/**
 * The one test of a command (domain.md § 2): accepted iff the whole stream, refolded with it, gains no violation.
 * Throws DomainError('conflict') with the list otherwise; its code is that of the violations where they share one.
 */
export function judge<E extends DomainEvent>(
  before: readonly LifeEvent<E>[],
  after: readonly LifeEvent<E>[],
  violationsOf: ViolationsOf<E>,
): void {
  const found = violationsOf(after);
  // Nearly always: a stream without any cannot have gained one.
  if (found.length === 0) return;
  const gained = gainedViolations(violationsOf(before), found);
  const [first] = gained;
  if (first === undefined) return;
  const shared = gained.every(({ code }) => code === first.code);
  throw new DomainError(
    'conflict',
    shared ? first.code : 'contradicts-history',
    shared ? first.message : 'Cette saisie contredit ce qui est déjà enregistré.',
    gained.map(({ code, message, field }) => ({ code, message, ...(field === undefined ? {} : { field }) })),
  );
}

function identityOf({ code, entries }: Violation): string {
  return [code, ...entries].join(' ');
}
