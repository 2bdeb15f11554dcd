import type { Uuid } from '@jalons/kernel';
import type { LifeMetadata } from './life-event.js';

/** Chains of corrections: an entry keeps, under all its replacements, the id and the place of its first one. */
export interface CorrectionChains {
  /** The first entry of the chain of `eventId`; itself where it replaces nothing. */
  rootOf(eventId: Uuid): Uuid;
  /** The revision of that first entry. */
  firstRevisionOf(event: LifeMetadata): number;
}

const UNCORRECTED: CorrectionChains = { rootOf: (eventId) => eventId, firstRevisionOf: ({ revision }) => revision };

/** Reads the chains of a stream, or of what was known of it at an instant. */
export function correctionChains(events: readonly LifeMetadata[]): CorrectionChains {
  // Most streams hold no correction: every entry is its own first one.
  if (!events.some(({ corrects }) => corrects !== undefined)) return UNCORRECTED;
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const roots = new Map<Uuid, Uuid>();

  function rootOf(eventId: Uuid): Uuid {
    const found = roots.get(eventId);
    if (found !== undefined) return found;
    const event = byId.get(eventId);
    const previous = event?.corrects === undefined ? undefined : byId.get(event.corrects);
    // A replacement is always later than what it replaces; anything else would make a chain without a first entry.
    const follows = event !== undefined && previous !== undefined && previous.revision < event.revision;
    const root = follows ? rootOf(previous.eventId) : eventId;
    roots.set(eventId, root);
    return root;
  }

  return {
    rootOf,
    firstRevisionOf: (event) => byId.get(rootOf(event.eventId))?.revision ?? event.revision,
  };
}
