import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';

export interface Question {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: Instant;
  readonly territory: Uuid;
}

export type AnyEvent = StoredEvent & { readonly data: Readonly<Record<string, unknown>> };

export interface Parcours {
  readonly person: Uuid;
  readonly entry: CivilDate;
  readonly exit: null | {
    readonly id: Uuid;
    readonly on: CivilDate;
    readonly reason: string;
    readonly contract?: {
      readonly kind: string;
      readonly startsOn: CivilDate;
      readonly endsOn?: CivilDate | 'unknown';
    };
  };
}

/** Events that no void in force takes out, the void of a void included. */
export function standing(events: readonly AnyEvent[]): readonly AnyEvent[] {
  const gone = new Set<unknown>();
  for (const event of [...events].reverse()) {
    if (event.type === 'EntryVoided' && !gone.has(event.eventId)) gone.add(event.data.eventId);
  }
  return events.filter(({ eventId }) => !gone.has(eventId));
}
