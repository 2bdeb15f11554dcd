import {
  gainedViolations,
  knownAtOf,
  sharedKnownAt,
  unvoided,
  type Decided,
  type DomainEvent,
  type LifeEvent,
  type Violation,
  type ViolationsOf,
} from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type { NominalTime, NominalTimes } from './nominal-times.js';

/** An event to append, its id given and its knowledge time not yet. */
export type Planned<E extends DomainEvent = DomainEvent> = Decided<E> & { readonly eventId: Uuid };

export interface DraftRules<E extends DomainEvent> {
  readonly violationsOf: ViolationsOf<E>;
  readonly now: Instant;
  readonly times: NominalTimes;
}

/**
 * A stream as it would stand with what was decided so far, group after group: each is judged on the whole and given its
 * knowledge time against all that stands before it (domain.md § 2).
 */
export class StreamDraft<E extends DomainEvent> {
  private working: readonly LifeEvent<E>[];
  private violations: readonly Violation[] | undefined;
  private latestKnown: Instant;
  private readonly groups: (readonly Decided<E>[])[] = [];

  constructor(
    stored: readonly LifeEvent<E>[],
    private readonly rules: DraftRules<E>,
  ) {
    this.working = stored;
    this.latestKnown = stored.reduce((latest, event) => Math.max(latest, knownAtOf(event)), Number.NEGATIVE_INFINITY);
  }

  /** Stored events, then those decided. */
  get events(): readonly LifeEvent<E>[] {
    return this.working;
  }

  /** What was decided, in groups that are appended as one. */
  get decided(): readonly (readonly Decided<E>[])[] {
    return this.groups;
  }

  /** The entries in force, voids apart. */
  inForce(eventId: Uuid): boolean {
    return unvoided(this.working).some((event) => event.eventId === eventId);
  }

  /** Adds a group, unless the stream would gain violations: then they are returned and nothing changes. */
  add(group: readonly Planned<E>[], nominal: NominalTime): readonly Violation[] {
    const pending = this.pending(group);
    const before = (this.violations ??= this.rules.violationsOf(this.working));
    const after = [...this.working, ...pending];
    const violations = this.rules.violationsOf(after);
    const gained = gainedViolations(before, violations);
    if (gained.length > 0) return gained;
    const knownAt = this.knownAt(pending, this.rules.times.of(nominal));
    const known = knownAt === undefined ? pending : pending.map((event) => ({ ...event, knownAt }));
    this.working = [...this.working, ...known];
    this.violations = violations;
    this.latestKnown = Math.max(this.latestKnown, ...known.map(knownAtOf));
    this.groups.push(group.map((event) => (knownAt === undefined ? event : { ...event, knownAt }) as Decided<E>));
    return [];
  }

  /** From when a group would be known, were it added; undefined where it may not be. */
  knowledgeOf(group: readonly Planned<E>[], nominal: NominalTime): Instant | undefined {
    const pending = this.pending(group);
    const { violationsOf, now, times } = this.rules;
    const before = (this.violations ??= violationsOf(this.working));
    if (gainedViolations(before, violationsOf([...this.working, ...pending])).length > 0) return undefined;
    return this.knownAt(pending, times.of(nominal)) ?? now;
  }

  private pending(group: readonly Planned<E>[]): readonly LifeEvent<E>[] {
    const next = this.working.reduce((highest, { revision }) => Math.max(highest, revision + 1), 0);
    return group.map(
      (event, ordinal) =>
        ({ ...event, revision: next + ordinal, recordedAt: this.rules.now }) as unknown as LifeEvent<E>,
    );
  }

  private knownAt(pending: readonly LifeEvent<E>[], nominal: Instant): Instant | undefined {
    const { violationsOf, now } = this.rules;
    // All else was known by then, so the state of that instant is the whole, which was judged just now.
    if (nominal >= this.latestKnown) return nominal < now ? nominal : undefined;
    return sharedKnownAt(this.working, pending, { nominal, now }, violationsOf);
  }
}
