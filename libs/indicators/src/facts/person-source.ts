import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { knownAtOf, type StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { Source } from './in-force.js';

/** What is kept of an event that joins two people, or parts them again. */
export type PersonSource = Source &
  ({ readonly kind: 'merge'; readonly into: Uuid } | { readonly kind: 'reversal' | 'void' });

/** Events of a person's stream that aliases rest on. */
export const PERSON_TYPES = ['BeneficiaryMerged', 'MergeReversed', 'EntryVoided'] as const;

/** What to keep of the next event of a person's stream; null for one that no alias rests on. */
export function personSource(
  event: StoredEvent<BeneficiaryEvent>,
  earlier: readonly PersonSource[],
): PersonSource | null {
  const { eventId, revision } = event;
  const source = { eventId, revision, knownAt: knownAtOf(event), root: eventId };
  switch (event.type) {
    case 'BeneficiaryMerged':
      return { ...source, kind: 'merge', into: event.data.into };
    case 'MergeReversed':
      return { ...source, kind: 'reversal', removes: { how: 'undo', eventId: event.data.merge } };
    case 'EntryVoided': {
      const named = event.data.eventId;
      const isKept = earlier.some((each) => each.eventId === named);
      return isKept ? { ...source, kind: 'void', removes: { how: 'void', eventId: named } } : null;
    }
    default:
      return null;
  }
}
