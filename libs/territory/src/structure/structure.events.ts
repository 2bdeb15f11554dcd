import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';

/**
 * An organisation that takes part: its dated name and its dated seats on the comité technique local
 * (domain.md § 1). It logs steps while it holds a seat.
 */
export type StructureEvent =
  | DomainEvent<
      'StructureRegistered',
      {
        readonly name: string;
        /** Nomenclature `structure-kinds`. */
        readonly kind: string;
        /** Fourteen digits, checked (INSEE: Luhn; La Poste sums its digits). */
        readonly siret?: string;
      }
    >
  | DomainEvent<'StructureRenamed', { readonly name: string; readonly from: CivilDate }>
  | DomainEvent<'SeatGranted', { readonly territory: Uuid; readonly from: CivilDate }>
  | DomainEvent<
      'SeatEnded',
      {
        /** The eventId of the SeatGranted that ends. */
        readonly seat: Uuid;
        /** First day without the seat. */
        readonly on: CivilDate;
      }
    >
  | EntryVoided;

/** For the registry of the codec. */
export const structureEvents = defineEvents<StructureEvent>({
  StructureRegistered: { version: 1 },
  StructureRenamed: { version: 1 },
  SeatGranted: { version: 1 },
  SeatEnded: { version: 1 },
});
