import { knownAtOf, type StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { ExitContract, ParcoursEvent } from '@jalons/parcours';
import { contractMonths } from './contract-months.js';
import type { Source } from './in-force.js';

/** What an exit tells; see `ExitOutcome`. */
export interface ExitTold {
  readonly reason: string;
  readonly contract: string | null;
  readonly contractEnd: 'none' | 'known' | 'unknown' | null;
  readonly months: number | null;
}

/** What is kept of an event of a parcours: no more than the facts rest on. */
export type ParcoursSource = Source &
  (
    | {
        readonly kind: 'entry';
        readonly on: CivilDate;
        readonly beneficiary: Uuid;
        readonly territory: Uuid | null;
      }
    | { readonly kind: 'exit'; readonly on: CivilDate; readonly told: ExitTold }
    | { readonly kind: 'reopening' | 'void' }
  );

/** Events of a parcours that facts rest on. */
export const PARCOURS_TYPES = ['ParcoursOpened', 'ParcoursExited', 'ParcoursReopened', 'EntryVoided'] as const;

/**
 * What to keep of the next event of a parcours, given what is kept of the earlier ones; null for one that no fact rests
 * on, such as the void of another step.
 */
export function parcoursSource(
  event: StoredEvent<ParcoursEvent>,
  earlier: readonly ParcoursSource[],
): ParcoursSource | null {
  const { eventId, revision, occurredOn, corrects, territory } = event;
  const corrected = earlier.find((source) => source.eventId === corrects);
  const source = { eventId, revision, knownAt: knownAtOf(event), root: corrected?.root ?? eventId };
  switch (event.type) {
    case 'ParcoursOpened': {
      const { beneficiaryId } = event.data;
      return { ...source, kind: 'entry', on: occurredOn, beneficiary: beneficiaryId, territory: territory ?? null };
    }
    case 'ParcoursExited':
      return {
        ...source,
        kind: 'exit',
        on: occurredOn,
        told: { reason: event.data.reason, ...contractTold(event.data.contract) },
      };
    case 'ParcoursReopened':
      return { ...source, kind: 'reopening', removes: { how: 'undo', eventId: event.data.exit } };
    case 'EntryVoided': {
      const named = event.data.eventId;
      const isKept = earlier.some((each) => each.eventId === named);
      return isKept ? { ...source, kind: 'void', removes: { how: 'void', eventId: named } } : null;
    }
    default:
      return null;
  }
}

/** What an exit tells of the work it leads to, if any. */
export function contractTold(contract: ExitContract | undefined): Omit<ExitTold, 'reason'> {
  if (contract === undefined) return { contract: null, contractEnd: null, months: null };
  const { kind, startsOn, endsOn } = contract;
  if (endsOn === undefined) return { contract: kind, contractEnd: 'none', months: null };
  if (endsOn === 'unknown') return { contract: kind, contractEnd: 'unknown', months: null };
  return { contract: kind, contractEnd: 'known', months: contractMonths(startsOn, endsOn) };
}
