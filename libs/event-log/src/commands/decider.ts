import type { Instant } from '@jalons/kernel';
import type { Decided, DomainEvent, StoredEvent } from '../codec/event.js';

/** What a decider may know of its surroundings: given, never read. */
export interface DecisionContext {
  readonly now: Instant;
  /** The territory's IANA zone. */
  readonly zone: string;
}

/**
 * A pure decision over one stream: no I/O, no clock (architecture.md § 3.1).
 * `decide` returns the events to append, none for a command that changes nothing, and throws DomainError to refuse.
 */
export interface Decider<Command, Event extends DomainEvent, State> {
  readonly category: string;
  initial(): State;
  evolve(state: State, event: StoredEvent<Event>): State;
  decide(command: Command, state: State, context: DecisionContext): readonly Decided<Event>[];
}
