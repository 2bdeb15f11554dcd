import {
  isVoid,
  knownAtOf,
  voidedIds,
  type DomainEvent,
  type EntryVoided,
  type LifeEvent,
  type StoredEvent,
  type ViolationsOf,
} from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { RowIds } from '../rows/row-ids.js';
import type { NominalTime, NominalTimes } from './nominal-times.js';
import { StreamDraft, type Planned } from './stream-draft.js';

/** Why the void of an undo was made; read by people in a timeline. */
export const IMPORT_UNDONE = 'Import annulé.';

export interface UndoContext {
  readonly now: Instant;
  readonly times: NominalTimes;
  readonly ids: RowIds;
  /** What is undone. */
  readonly importId: Uuid;
}

/** An entry of the import that stays. */
export interface KeptEntry {
  readonly eventId: Uuid;
  readonly type: string;
  /** Later entries rest on it; or somebody voided or corrected it since. */
  readonly because: 'has-dependants' | 'changed-since';
}

export interface UndoneStream<E extends DomainEvent> {
  readonly draft: StreamDraft<E>;
  /** How many entries were taken out. */
  readonly voided: number;
  readonly kept: readonly KeptEntry[];
}

type Imported = LifeEvent<DomainEvent> & { readonly importId?: Uuid };

/**
 * Takes the entries of an import out of one stream, the last in life first; its own voids with the replacements they
 * served, in one append. Each void is known from when what it undoes was. What others rest on stays, and is told.
 * @param leave entries that are not to be touched, and whether they are told among those that stay
 */
export function undoInStream<E extends DomainEvent>(
  entries: readonly StoredEvent<E>[],
  violationsOf: ViolationsOf<E>,
  context: UndoContext,
  leave: (event: StoredEvent<E>) => 'silently' | 'told' | undefined = () => undefined,
): UndoneStream<E> {
  const draft = new StreamDraft<E>(entries as never, { violationsOf, now: context.now, times: context.times });
  const all = entries as readonly Imported[];
  const written = all.filter((event) => event.importId === context.importId && !isVoid(event));
  const own = written.filter((event) => leave(event as never) === undefined);
  const told = written.filter((event) => leave(event as never) === 'told' && voidsOf(event, all).length === 0);
  const changed = own.filter((event) => wasChanged(event, all));
  let waiting = own
    .filter((event) => !changed.includes(event) && (undoneAt(event, all) === undefined || wasUndoneLate(event, all)))
    .toSorted(lastInLifeFirst);
  // Taken out already, and not to be known earlier than it is.
  const untouched: Imported[] = [];
  let taken = 0;
  for (let progress = true; progress && waiting.length > 0;) {
    const left = waiting.filter((event) => {
      const { group, nominal } = undoOf(event, all, context);
      const planned = group as unknown as readonly Planned<E>[];
      const before = undoneAt(event, all);
      if (before !== undefined && (draft.knowledgeOf(planned, nominal) ?? before) >= before) {
        untouched.push(event);
        return false;
      }
      return draft.add(planned, nominal).length > 0;
    });
    progress = left.length < waiting.length;
    taken += waiting.length - left.length;
    waiting = left;
  }
  const kept = [
    ...changed.map(({ eventId, type }) => ({ eventId, type, because: 'changed-since' as const })),
    ...[...waiting, ...told].map(({ eventId, type }) => ({ eventId, type, because: 'has-dependants' as const })),
  ];
  return { draft, voided: taken - untouched.length, kept };
}

/** Exits before what they end, steps before the opening they rest on; the later written first. */
function lastInLifeFirst(a: Imported, b: Imported): number {
  const rank = ({ type }: Imported) => (type === 'ParcoursOpened' || type.endsWith('Registered') ? 1 : 0);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const exits = Number(b.type === 'ParcoursExited') - Number(a.type === 'ParcoursExited');
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? 1 : -1;
  return exits || b.revision - a.revision;
}

function voidsOf(event: Imported, all: readonly Imported[]): readonly LifeEvent<EntryVoided>[] {
  const gone = voidedIds(all);
  return all.filter(isVoid).filter(({ data, eventId }) => data.eventId === event.eventId && !gone.has(eventId));
}

/** Voided, or corrected, by somebody: a void of an import belongs to it. */
function wasChanged(event: Imported, all: readonly Imported[]): boolean {
  const voids = new Set(voidsOf(event, all).map(({ eventId }) => eventId));
  return all.some(({ eventId, importId }) => voids.has(eventId) && importId === undefined);
}

/**
 * Since when an entry is known to be taken out by an undo, if it is. A void that serves a later state of its row is
 * none: it may be taken back one day.
 */
function undoneAt(event: Imported, all: readonly Imported[]): Instant | undefined {
  const undos = new Set(
    voidsOf(event, all).flatMap(({ data, eventId }) => (data.why === IMPORT_UNDONE ? [eventId] : [])),
  );
  const known = all.filter(({ eventId }) => undos.has(eventId)).map(knownAtOf);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Its undo had to wait for what rested on it then; what rests on nothing now may have gone since. */
function wasUndoneLate(event: Imported, all: readonly Imported[]): boolean {
  const since = undoneAt(event, all);
  return since !== undefined && since > knownAtOf(event);
}

function undoOf(event: Imported, all: readonly Imported[], context: UndoContext) {
  const replaced = event.corrects;
  const served = all.find(
    (other) => other.importId === context.importId && isVoid(other) && other.data.eventId === replaced,
  );
  const isServed = served !== undefined && !voidedIds(all).has(served.eventId);
  const targets = isServed ? [event, served] : [event];
  const knownOn: CivilDate | undefined = event.knownOn;
  const when = { occurredOn: event.occurredOn, ...(knownOn !== undefined && { knownOn }) };
  const group = targets.map(({ eventId }): Planned<EntryVoided> => {
    const earlier = all.filter((other) => isVoid(other) && other.data.eventId === eventId).length;
    const data = { eventId, why: IMPORT_UNDONE };
    return { type: 'EntryVoided', data, ...when, eventId: context.ids.void(eventId, earlier) };
  });
  return { group, nominal: when satisfies NominalTime };
}
