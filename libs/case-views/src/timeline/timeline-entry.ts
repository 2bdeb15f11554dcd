import type { LifeEvent, LifeMetadata, StoredEvent } from '@jalons/event-log';
import type { ParcoursEvent } from '@jalons/parcours';

/** An entry as the document holds it: what the rules of life read of an event, and whether it still counts. */
export interface TimelineEntry extends LifeMetadata {
  readonly type: ParcoursEvent['type'];
  readonly data: Readonly<Record<string, unknown>>;
  readonly voided: boolean;
  /** Names of the fields of `data` that are not here, or not whole: see parcours_details. */
  readonly hidden?: readonly string[];
}

/** The part of a stored event that its timeline keeps; ids of commands and hashes stay in the log. */
export function kept(event: StoredEvent<ParcoursEvent>): LifeEvent<ParcoursEvent> {
  const { eventId, revision, type, data, occurredOn, recordedAt } = event;
  const { at, knownOn, knownAt, corrects, actor, structure } = event;
  return {
    ...{ eventId, revision, type, data, occurredOn, recordedAt, actor },
    ...(at !== undefined && { at }),
    ...(knownOn !== undefined && { knownOn }),
    ...(knownAt !== undefined && { knownAt }),
    ...(corrects !== undefined && { corrects }),
    ...(structure !== undefined && { structure }),
  } as LifeEvent<ParcoursEvent>;
}

/** The entries as the rules of life read them; fields kept apart are missing where the reader may not see them. */
export function asEvents(entries: readonly TimelineEntry[]): readonly LifeEvent<ParcoursEvent>[] {
  return entries as unknown as readonly LifeEvent<ParcoursEvent>[];
}
