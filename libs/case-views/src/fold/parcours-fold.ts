import { type LifeEvent, type Position, type StoredEvent, voidedIds } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { ProjectionSql, Row } from '@jalons/projections';
import { caseFacts } from '../cases/case-facts.js';
import type { CaseIds } from '../cases/case-document.js';
import { caseRow } from '../cases/case-rows.js';
import { type NewEvent, orientationPositions } from '../orientations/orientation-positions.js';
import { orientationRows } from '../orientations/orientation-rows.js';
import type { Reserved } from './reserved.js';
import { kept, type TimelineEntry } from '../timeline/timeline-entry.js';
import { detailRows, type StreamEnd, timelineRow, withheldRows } from '../timeline/timeline-rows.js';

const STREAM = 'parcours-';

/** A parcours while a batch is folded into it. */
interface Folding {
  readonly ids: CaseIds;
  readonly events: LifeEvent<ParcoursEvent>[];
  /** Those of them that the batch brings. */
  readonly news: NewEvent[];
  readonly end: StreamEnd;
}

export function isParcoursEvent(event: StoredEvent): event is StoredEvent<ParcoursEvent> {
  return event.stream.startsWith(STREAM);
}

/**
 * Folds the events of parcours into their rows: each touched parcours is read once, folded whole, written once.
 * @returns the people whose parcours changed
 */
export async function foldParcours(
  batch: readonly StoredEvent<ParcoursEvent>[],
  sql: ProjectionSql,
  reserved: Reserved,
): Promise<readonly Uuid[]> {
  if (batch.length === 0) return [];
  const touched = [...new Set(batch.map(parcoursOf))];
  const folding = await load(touched, sql);
  for (const event of batch) folding.set(parcoursOf(event), take(folding.get(parcoursOf(event)), event));
  await write(touched, [...folding.values()], sql, reserved);
  return [...new Set([...folding.values()].map(({ ids }) => ids.beneficiary))];
}

async function load(parcours: readonly Uuid[], sql: ProjectionSql): Promise<Map<Uuid, Folding>> {
  const timelines = await sql.query<TimelineRow>(
    `SELECT parcours, beneficiary, territory, revision, position, entries
       FROM ${sql.table('parcours_timelines')} WHERE parcours = ANY ($1::uuid[])`,
    [parcours],
  );
  const details = await sql.query<{ event_id: Uuid; hidden: object }>(
    `SELECT event_id, hidden FROM ${sql.table('parcours_details')} WHERE parcours = ANY ($1::uuid[])
     UNION ALL
     SELECT event_id, hidden FROM ${sql.table('parcours_withheld')} WHERE parcours = ANY ($1::uuid[])`,
    [parcours],
  );
  const hidden = new Map(details.rows.map((row) => [row.event_id, row.hidden]));
  return new Map(
    timelines.rows.map(({ revision, position, entries, ...ids }) => [
      ids.parcours,
      {
        ...{ ids, end: { revision, position }, news: [] },
        events: entries.map((entry) => whole(entry, hidden.get(entry.eventId))),
      },
    ]),
  );
}

interface TimelineRow extends CaseIds, StreamEnd {
  readonly entries: readonly TimelineEntry[];
}

/** The event as it was before it was split. */
function whole({ voided: _voided, hidden: _names, ...entry }: TimelineEntry, hidden: object | undefined) {
  return { ...entry, data: { ...entry.data, ...hidden } } as unknown as LifeEvent<ParcoursEvent>;
}

function take(folding: Folding | undefined, event: StoredEvent<ParcoursEvent>): Folding {
  const { eventId, revision, position, keyId, territory } = event;
  return {
    ids: folding?.ids ?? { parcours: parcoursOf(event), beneficiary: keyId, territory: territory ?? null },
    events: [...(folding?.events ?? []), kept(event)],
    news: [...(folding?.news ?? []), { eventId, position }],
    end: { revision, position },
  };
}

async function write(
  touched: readonly Uuid[],
  folding: readonly Folding[],
  sql: ProjectionSql,
  reserved: Reserved,
): Promise<void> {
  const folded = folding.map((each) => ({
    ...each,
    facts: caseFacts(each.events),
    voided: voidedIds(each.events),
  }));
  const open = folded.flatMap(({ facts, ...each }) => (facts === null ? [] : [{ ...each, facts }]));
  const positions = await positionsOf(touched, sql);
  await sql.upsert(
    'parcours_timelines',
    folded.map((each) => timelineRow(each, reserved)),
  );
  await replace(
    'parcours_details',
    folded.flatMap((each) => detailRows(each, reserved)),
  );
  await replace('parcours_withheld', folded.flatMap(withheldRows));
  await replace(
    'cases',
    open.map(({ ids, facts, end }) => caseRow(ids, facts, end.position)),
  );
  await replace(
    'orientations',
    open.flatMap(({ ids, events, news, facts }) =>
      orientationRows(ids, facts, orientationPositions(events, news, facts.orientations, positions)),
    ),
  );

  async function replace(table: string, rows: readonly Row[]): Promise<void> {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE parcours = ANY ($1::uuid[])`, [touched]);
    await sql.upsert(table, rows);
  }
}

/** Where the orientations of these parcours stood before. */
async function positionsOf(parcours: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, Position>> {
  const { rows } = await sql.query<{ orientation: Uuid; position: Position }>(
    `SELECT orientation, position FROM ${sql.table('orientations')} WHERE parcours = ANY ($1::uuid[])`,
    [parcours],
  );
  return new Map(rows.map(({ orientation, position }) => [orientation, position]));
}

function parcoursOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}
