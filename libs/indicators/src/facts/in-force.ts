import type { Instant, Uuid } from '@jalons/kernel';

/** A stretch of knowledge: from an instant on, until just before another. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** The end of what is still in force: later than any instant, and exact in JSON. */
export const FOREVER: Instant = Number.MAX_SAFE_INTEGER;

/** What knowledge time needs of an event that is in force, or takes another out of force. */
export interface Source {
  readonly eventId: Uuid;
  readonly revision: number;
  /** min(knownAt, recordedAt) of the event (domain.md § 2). */
  readonly knownAt: Instant;
  /** The first entry of its chain of corrections; itself where it corrects nothing. */
  readonly root: Uuid;
  /** The event that it takes out: a void that very one, an undoing whatever stands in its chain. */
  readonly removes?: { readonly how: 'void' | 'undo'; readonly eventId: Uuid };
}

/**
 * When each event of one stream was in force: from its knowledge time on, less every stretch in which a void, a reopening
 * or a reversal that names it was; the void of a void gives it back from there on (governance.md § 3). Knowledge time may
 * run against the stream. Stretches come in order; none is empty.
 * @param undoable whether an undoing takes this event out: an exit for a reopening, a merge for a reversal
 */
export function stretchesInForce<S extends Source>(
  sources: readonly S[],
  undoable: (source: S) => boolean,
): (source: S) => readonly Interval[] {
  const roots = new Map(sources.map(({ eventId, root }) => [eventId, root]));
  const rootOf = (eventId: Uuid) => roots.get(eventId) ?? eventId;
  const found = new Map<Uuid, readonly Interval[]>();

  function removes(remover: S, source: S): boolean {
    if (remover.removes === undefined) return false;
    const { how, eventId } = remover.removes;
    return how === 'void'
      ? eventId === source.eventId && source.revision < remover.revision
      : undoable(source) && rootOf(eventId) === source.root;
  }

  function stretchesOf(source: S): readonly Interval[] {
    const known = found.get(source.eventId);
    if (known !== undefined) return known;
    const removed = sources.filter((remover) => removes(remover, source)).flatMap(stretchesOf);
    const stretches = less({ from: source.knownAt, to: FOREVER }, removed);
    found.set(source.eventId, stretches);
    return stretches;
  }

  return stretchesOf;
}

/** What remains of a stretch without some others, which may overlap and come in any order. */
function less(whole: Interval, removed: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = [];
  let { from } = whole;
  for (const gap of removed.toSorted((a, b) => a.from - b.from)) {
    if (gap.from > from) left.push({ from, to: Math.min(gap.from, whole.to) });
    from = Math.max(from, gap.to);
    if (from >= whole.to) return left;
  }
  return [...left, { from, to: whole.to }];
}

/** The instants at which anything changes, in order: between two of them every stretch holds or does not. */
export function changesOf(stretches: readonly Interval[]): readonly Instant[] {
  return [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
}

/** Whether an instant lies in one of the stretches. */
export function holdsAt(stretches: readonly Interval[], instant: Instant): boolean {
  return stretches.some(({ from, to }) => from <= instant && instant < to);
}
