import type { LifeEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';

/** One entry of a log as rules and alerts name it. */
export interface Fact {
  /** The first entry of its chain of corrections: what anchors a cause. */
  readonly id: Uuid;
  /** The entry in force. */
  readonly eventId: Uuid;
  readonly on: CivilDate;
  /** When the log took the first entry of the chain: whether evidence was gained since a closing is read from it. */
  readonly at: Instant;
}

/** Makes facts of the entries of one stream. */
export type FactOf = (event: Pick<LifeEvent<ParcoursEvent>, 'eventId' | 'occurredOn' | 'recordedAt'>) => Fact;

/** The later of two days. */
export function later(a: CivilDate, b: CivilDate | null): CivilDate {
  return b !== null && b > a ? b : a;
}
