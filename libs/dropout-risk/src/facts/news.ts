import type { LifeEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import { isContact, type ParcoursEntry, type ParcoursEvent } from '@jalons/parcours';

/** An entry of the stream, as far as it may be what ended a cause. */
export interface News {
  readonly eventId: Uuid;
  readonly on: CivilDate;
  /** When the log took it. */
  readonly at: Instant;
  readonly kind: 'contact' | 'start' | 'exit' | 'correction' | 'other';
}

/** Entries kept: what ended a cause is among the last few recorded since the alert was raised. */
const KEPT = 12;

const STARTS: ReadonlySet<ParcoursEvent['type']> = new Set([
  'TrainingAdmitted',
  'TrainingStarted',
  'JobSigned',
  'JobStarted',
  'ActionStarted',
]);

/** The entries last recorded, voids among them, the newest last: what alerts read, and no rule does. */
export function latestOf(known: readonly LifeEvent<ParcoursEvent>[]): readonly News[] {
  return known
    .toSorted((a, b) => a.revision - b.revision)
    .slice(-KEPT)
    .map((event) => ({
      ...{ eventId: event.eventId, on: event.occurredOn, at: event.recordedAt },
      kind: kindOf(event),
    }));
}

function kindOf(event: ParcoursEntry): News['kind'] {
  if (event.type === 'EntryVoided' || event.corrects !== undefined) return 'correction';
  if (event.type === 'ParcoursExited') return 'exit';
  if (isContact(event)) return 'contact';
  return STARTS.has(event.type) ? 'start' : 'other';
}
