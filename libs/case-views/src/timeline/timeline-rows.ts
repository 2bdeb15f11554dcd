import { type LifeEvent, voidedIds } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Row } from '@jalons/projections';
import type { CaseFacts } from '../cases/case-facts.js';
import type { CaseIds } from '../cases/case-rows.js';
import { sheetReadersOf, viewersOf } from '../cases/readers-of.js';
import { splitData } from './sensitive.js';
import type { TimelineEntry } from './timeline-entry.js';

/** The end of a stream: its last revision and position. */
export interface StreamEnd {
  readonly revision: number;
  readonly position: string;
}

export function timelineRow(
  ids: CaseIds,
  events: readonly LifeEvent<ParcoursEvent>[],
  facts: CaseFacts | null,
  { revision, position }: StreamEnd,
): Row {
  const voided = voidedIds(events);
  return {
    ...ids,
    viewers: facts === null ? [] : viewersOf(facts),
    revision,
    position,
    entries: events.map((event) => entryOf(event, voided.has(event.eventId))),
  };
}

/** What is kept apart of each entry, with who may read it. */
export function detailRows(
  { parcours, beneficiary }: CaseIds,
  events: readonly LifeEvent<ParcoursEvent>[],
  facts: CaseFacts | null,
): readonly Row[] {
  const sheets = new Map(facts?.orientations.map((each) => [each.proposal.eventId, sheetReadersOf(each)]));
  return events.flatMap((event) => {
    const { hidden } = splitData(event);
    if (hidden === null) return [];
    return [
      {
        event_id: event.eventId,
        parcours,
        beneficiary,
        readers: distinct([event.structure, ...(sheets.get(event.eventId) ?? [])]),
        referent: facts?.referent?.professional ?? null,
        hidden,
      },
    ];
  });
}

function entryOf(event: LifeEvent<ParcoursEvent>, voided: boolean): TimelineEntry {
  const { shown, hidden } = splitData(event);
  return { ...event, data: shown, voided, ...(hidden !== null && { hidden: Object.keys(hidden) }) };
}

function distinct(ids: readonly (Uuid | undefined)[]): readonly Uuid[] {
  return [...new Set(ids.filter((id) => id !== undefined))].toSorted();
}
