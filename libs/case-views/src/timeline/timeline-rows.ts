import type { LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Row } from '@jalons/projections';
import type { CaseFacts } from '../cases/case-facts.js';
import type { CaseIds } from '../cases/case-document.js';
import { sheetReadersOf, sheetReceiverOf, viewersOf } from '../cases/readers-of.js';
import type { Reserved } from '../fold/reserved.js';
import { splitData } from './sensitive.js';
import type { TimelineEntry } from './timeline-entry.js';

/** The end of a stream: its last revision and position. */
export interface StreamEnd {
  readonly revision: number;
  readonly position: string;
}

/** A parcours as it was folded: its events, where it stands, and which of its entries no longer count. */
export interface FoldedParcours {
  readonly ids: CaseIds;
  readonly events: readonly LifeEvent<ParcoursEvent>[];
  readonly facts: CaseFacts | null;
  readonly voided: ReadonlySet<Uuid>;
  readonly end: StreamEnd;
}

export function timelineRow({ ids, events, facts, voided, end }: FoldedParcours, reserved: Reserved): Row {
  return {
    ...ids,
    viewers: facts === null ? [] : viewersOf(facts),
    revision: end.revision,
    position: end.position,
    entries: events.map((event) => entryOf(event, voided.has(event.eventId), reserved)),
  };
}

/** What is kept apart of the entries that count, with who may read it. */
export function detailRows({ ids, events, facts, voided }: FoldedParcours, reserved: Reserved): readonly Row[] {
  const orientations = new Map(facts?.orientations.map((each) => [each.proposal.eventId, each]));
  return events
    .filter(({ eventId }) => !voided.has(eventId))
    .flatMap((event) => {
      const { hidden } = splitData(event, reserved);
      if (hidden === null) return [];
      const orientation = orientations.get(event.eventId);
      const readers = distinct([event.structure, ...(orientation === undefined ? [] : sheetReadersOf(orientation))]);
      const receiver = orientation === undefined ? null : sheetReceiverOf(orientation);
      const isOutside = receiver !== null && !readers.includes(receiver);
      return [
        {
          ...named(ids, event),
          readers: isOutside ? [...readers, receiver] : readers,
          receiver: isOutside ? receiver : null,
          referent: facts?.referent?.professional ?? null,
          // A receiver reads all of what it is asked, and nothing else of the parcours yet.
          hidden: event.type === 'OrientationProposed' ? event.data : hidden,
        },
      ];
    });
}

/** What voided entries said. */
export function withheldRows({ ids, events, voided }: FoldedParcours): readonly Row[] {
  return events
    .filter(({ eventId }) => voided.has(eventId))
    .map((event) => ({ ...named(ids, event), hidden: event.data }));
}

function named({ parcours, beneficiary }: CaseIds, { eventId }: LifeEvent<ParcoursEvent>) {
  return { event_id: eventId, parcours, beneficiary };
}

function entryOf(event: LifeEvent<ParcoursEvent>, voided: boolean, reserved: Reserved): TimelineEntry {
  const { shown, hidden } = voided ? { shown: {}, hidden: event.data } : splitData(event, reserved);
  // Sorted: jsonb keeps no order of names, and an entry is folded again from what was stored.
  return { ...event, data: shown, voided, ...(hidden !== null && { hidden: Object.keys(hidden).toSorted() }) };
}

function distinct(ids: readonly (Uuid | undefined)[]): readonly Uuid[] {
  return [...new Set(ids.filter((id) => id !== undefined))].toSorted();
}
