import { correctionChains, isVoid, voidedIds, type DomainEvent, type LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

/** An entry that some import wrote, or was about to write, for a row. */
export interface KnownVersion {
  readonly eventId: Uuid;
  readonly content: Uuid;
}

/** Entries by row, as the records of earlier imports have them; those not in the log are passed over. */
export type KnownVersions = ReadonlyMap<Uuid, readonly KnownVersion[]>;

/** How a row stands in its stream. */
export type RowState =
  /** Never imported, or undone as a whole. */
  | { readonly kind: 'absent'; readonly generation: number }
  | { readonly kind: 'in-force'; readonly eventId: Uuid; readonly content: Uuid; readonly generation: number }
  /** Voided by somebody, and corrected where `corrected`. */
  | {
      readonly kind: 'voided-by-hand';
      readonly content: Uuid;
      readonly corrected: boolean;
      readonly generation: number;
    };

/** An event of a stream, with the import that wrote it, if one did. */
export type StreamEvent = LifeEvent<DomainEvent> & { readonly importId?: Uuid };

/**
 * Finds how a row stands: its last entry in the stream, whether a void in force has taken it out, and whose.
 * The generation is the number of voids that its entries have had, those taken back included (domain.md § 3 « Ids »).
 */
export function rowState(events: readonly StreamEvent[], versions: readonly KnownVersion[]): RowState {
  if (versions.length === 0) return { kind: 'absent', generation: 0 };
  const byId = new Map(versions.map((version) => [version.eventId, version]));
  const own = events.filter(({ eventId }) => byId.has(eventId));
  const voids = events.filter((event) => isVoid(event) && byId.has(event.data.eventId));
  const generation = voids.length;
  const voided = voidedIds(events);
  const standing = own.find(({ eventId }) => !voided.has(eventId));
  if (standing !== undefined) {
    const { content } = byId.get(standing.eventId)!;
    return { kind: 'in-force', eventId: standing.eventId, content, generation };
  }
  const takenBack = new Set(
    voids.flatMap((event) =>
      event.importId !== undefined && isVoid(event) && !voided.has(event.eventId) ? [event.data.eventId] : [],
    ),
  );
  // What an import took out again was never said: what somebody voided before it counts, if anything.
  const last = own.toSorted((a, b) => b.revision - a.revision).find(({ eventId }) => !takenBack.has(eventId));
  if (last === undefined) return { kind: 'absent', generation };
  const { rootOf } = correctionChains(events);
  const root = rootOf(last.eventId);
  // Corrected once more, what somebody put in its place is voided in its turn: the whole chain is of this row.
  const corrected = events.some(
    (event) => event !== last && !isVoid(event) && rootOf(event.eventId) === root && !voided.has(event.eventId),
  );
  return { kind: 'voided-by-hand', content: byId.get(last.eventId)!.content, corrected, generation };
}
