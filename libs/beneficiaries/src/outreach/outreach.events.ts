import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

/**
 * An encounter before any registration, which may stay anonymous (domain.md § 3, aller-vers). All under a key of its own,
 * whose id is the outreach's; it is destroyed with that of the person it was linked to.
 */
export type OutreachEvent =
  | DomainEvent<
      'OutreachEncounterRecorded',
      {
        /** Where it took place: a label, and its id once it stands in a register. */
        readonly place?: { readonly id?: Uuid; readonly label: string };
        /** Nomenclature `contact-channels`. */
        readonly channel: string;
        /** Nomenclature `qpv`: where the people met live, if they said so. */
        readonly qpv?: string;
        /** Nomenclature `needs` or `barriers`: what they came with. */
        readonly needs: readonly string[];
        /** People met. */
        readonly count: number;
      }
    >
  | DomainEvent<'OutreachLinkedToBeneficiary', { readonly beneficiaryId: Uuid }>
  | EntryVoided;

/** For the registry of the codec. */
export const outreachEvents = defineEvents<OutreachEvent>({
  OutreachEncounterRecorded: { version: 1 },
  OutreachLinkedToBeneficiary: { version: 1 },
});
