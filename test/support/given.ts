import { expect } from '@jest/globals';
import type { Decided, Decider, DecisionContext, DomainEvent, StoredEvent } from '@jalons/event-log';
import { civilDateOf, DomainError, isDomainError, type CivilDate, type Uuid } from '@jalons/kernel';

const PARIS = 'Europe/Paris';

/** An id that reads in a failure: the number it was made from is its tail. */
export function testId(n: number): Uuid {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** What a history holds: the event, its day, and an id only where a later one names it. */
export type Past<E extends DomainEvent> = E & { readonly on: string; readonly eventId?: Uuid };

/** The fold of a history, recorded in the order given. */
export function recorded<E extends DomainEvent>(past: readonly Past<E>[]): readonly StoredEvent<E>[] {
  return past.map(({ on, ...event }, revision) => ({
    ...event,
    eventId: event.eventId ?? testId(9000 + revision),
    revision,
    occurredOn: civilDateOf(on),
    recordedAt: Date.parse(`${on}T12:00:00Z`),
    erased: false,
  })) as unknown as readonly StoredEvent<E>[];
}

/** One grammar for every decider: given a history, when a command, then these events or this refusal. */
export function given<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, past: readonly Past<E>[]) {
  const state = recorded(past).reduce((folded, event) => decider.evolve(folded, event), decider.initial());
  return {
    when(command: C, { today = '2026-11-24', zone = PARIS }: { today?: string; zone?: string } = {}) {
      const context: DecisionContext = { now: Date.parse(`${today}T10:00:00Z`), zone };
      const decide = () => decider.decide(command, state, context);
      return {
        then(expected: readonly { readonly type: E['type']; readonly data: unknown; readonly on?: string }[]) {
          const decided = decide().map(
            ({ type, data, occurredOn }: Decided<DomainEvent> & { occurredOn: CivilDate }) => ({
              type,
              data,
              on: occurredOn,
            }),
          );
          expect(decided).toEqual(expected.map((event) => ({ ...event, on: event.on ?? today })));
        },
        thenRefused(code: string) {
          expect(refusalOf(decide).code).toBe(code);
        },
      };
    },
  };
}

function refusalOf(decide: () => unknown): DomainError {
  try {
    decide();
  } catch (error) {
    if (isDomainError(error)) return error;
    throw error;
  }
  throw new Error('the command was accepted');
}
