import type { Decider, DomainEvent, StoredEvent } from '@jalons/event-log';
import { dateAt, isDomainError, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import { testId } from './given.js';

/** What is common to every history that a property tells. */
export const TOLD_AT: Instant = Date.parse('2026-06-16T10:00:00Z');
const CONTEXT = { now: TOLD_AT, zone: 'Europe/Paris' };
const FIRST_ID = 9_000;

/** What came of a series of commands on one stream. */
export interface AnyHistory<E extends DomainEvent, State> {
  readonly events: readonly StoredEvent<E>[];
  readonly state: State;
  readonly accepted: number;
  readonly refused: number;
}

/** The id that the n-th event of a history has, whoever records it. */
export function entryId(n: number): Uuid {
  return testId(FIRST_ID + n);
}

/**
 * Runs commands one after the other on a new stream, as a handler does: what is accepted is recorded and folded, what is
 * refused changes nothing. Anything but a refusal is thrown.
 */
export function historyOf<Command, E extends DomainEvent, State>(
  decider: Decider<Command, E, State>,
  commands: readonly Command[],
): AnyHistory<E, State> {
  const events: StoredEvent<E>[] = [];
  let state = decider.initial();
  let [accepted, refused] = [0, 0];
  for (const command of commands) {
    try {
      for (const event of decider.decide(command, state, CONTEXT)) {
        const revision = events.length;
        const stored = {
          ...{ ...event, eventId: entryId(revision), revision, recordedAt: TOLD_AT + revision, erased: false },
        } as unknown as StoredEvent<E>;
        events.push(stored);
        state = decider.evolve(state, stored);
      }
      accepted += 1;
    } catch (error) {
      if (!isDomainError(error)) throw error;
      refused += 1;
    }
  }
  return { events, state, accepted, refused };
}

/** The events that no void takes out: a void of a void brings the first back. Written apart from the product's own rule. */
export function standing<E extends DomainEvent>(events: readonly StoredEvent<E>[]): readonly StoredEvent<E>[] {
  const voided = new Set<Uuid>();
  for (const event of events.toReversed()) {
    const { type, data } = event as unknown as { readonly type: string; readonly data: { readonly eventId: Uuid } };
    if (type === 'EntryVoided' && !voided.has(event.eventId)) voided.add(data.eventId);
  }
  return events.filter(({ type, eventId }) => !voided.has(eventId) && (type as string) !== 'EntryVoided');
}

/** Every day from 1 June 2026 to 30 June 2026: those of the random histories. */
export const DAYS: readonly CivilDate[] = Array.from({ length: 30 }, (_none, n) =>
  dateAt(Date.parse('2026-06-01T12:00:00Z') + n * 86_400_000, 'UTC'),
);
