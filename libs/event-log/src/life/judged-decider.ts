import type { Decided, DomainEvent, StoredEvent } from '../codec/event.js';
import type { Decider, DecisionContext } from '../commands/decider.js';
import { withPending, type LifeEvent } from './life-event.js';
import type { LifeRules } from './order-of-life.js';
import { judge, type ViolationsOf } from './violations.js';

/** A stream whose state is its entries, and whose commands are judged on the whole history with them. */
export interface JudgedStream<Command, E extends DomainEvent> {
  readonly category: string;
  readonly violationsOf: ViolationsOf<E>;
  /** The events that the command asks for; what they would break is judged afterwards. */
  decide(command: Command, entries: readonly StoredEvent<E>[], context: DecisionContext): readonly Decided<E>[];
}

/** The decider of a stream under the one test of a command (domain.md § 2). */
export function judgedDecider<Command, E extends DomainEvent>({
  category,
  violationsOf,
  decide,
}: JudgedStream<Command, E>): Decider<Command, E, readonly StoredEvent<E>[]> {
  return {
    category,
    initial: () => [],
    evolve: (entries, event) => [...entries, event],
    decide(command, entries, context) {
      const decided = decide(command, entries, context);
      // Every stored event is one of life; the compiler cannot see it through two conditional types.
      const before = entries as unknown as readonly LifeEvent<E>[];
      judge(before, withPending(before, decided, context), violationsOf);
      return decided;
    },
  };
}

/** The order of life of a stream that one type of event opens and nothing ends. */
export function openedBy<E extends DomainEvent>(
  opening: E['type'],
  byPosition: readonly E['type'][] = [],
): LifeRules<E> {
  return {
    openings: new Set([opening]),
    exits: new Set(),
    byPosition: new Set(byPosition),
    reopens: () => undefined,
  };
}
