import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';

/** What happens where a rule is broken: the command is refused, or the fact is kept and flagged. */
export type Policy = 'refuse' | 'flag';

/** Parameters of a territory; each is an assumption of the product until the territory confirms it. */
export interface TerritorySettings {
  /** Completed years at the opening of a parcours; 16 by default (16–17 with the adapted notice). */
  readonly minimumAge: number;
  readonly minimumAgePolicy: Policy;
  /** Two open parcours of one person in this territory (domain.md § 3). */
  readonly overlapPolicy: Policy;
  /** Last day of the convention, until its register exists. */
  readonly conventionEndsOn: CivilDate | null;
}

/** A Cité de l'Emploi: its perimeter as a dated list of QPV, and its parameters (domain.md § 1, art. 1). */
export type TerritoryEvent =
  | DomainEvent<
      'TerritoryFounded',
      {
        readonly name: string;
        /** IANA zone in which its days begin and end. */
        readonly zone: string;
        readonly settings: TerritorySettings;
      }
    >
  | DomainEvent<
      'PerimeterExtended',
      {
        /** Nomenclature `qpv`. */
        readonly qpv: string;
        readonly from: CivilDate;
      }
    >
  | DomainEvent<
      'PerimeterReduced',
      {
        /** The eventId of the PerimeterExtended that ends. */
        readonly extension: Uuid;
        /** First day outside the perimeter. */
        readonly on: CivilDate;
      }
    >
  | DomainEvent<'TerritorySettingsChanged', { readonly settings: TerritorySettings }>
  | EntryVoided;

/** For the registry of the codec. */
export const territoryEvents = defineEvents<TerritoryEvent>({
  TerritoryFounded: { version: 1 },
  PerimeterExtended: { version: 1 },
  PerimeterReduced: { version: 1 },
  TerritorySettingsChanged: { version: 1 },
});

/** What a new territory starts with. Sources: domain.md § 3 (age, overlap). */
export const DEFAULT_SETTINGS: TerritorySettings = {
  minimumAge: 16,
  minimumAgePolicy: 'refuse',
  overlapPolicy: 'refuse',
  conventionEndsOn: null,
};
