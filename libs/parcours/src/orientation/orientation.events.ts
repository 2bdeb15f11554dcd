import type { DomainEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { DatedFreely } from '../steps/values.js';

export const DECLINED_BY = ['person', 'structure'] as const;
export const LAPSE_REASONS = ['person-did-not-come', 'no-place', 'no-answer'] as const;

/** What the receiver reads before answering; only what the person agreed to pass on. */
export interface OrientationSheet {
  readonly summary: string;
  readonly expectations?: string;
  readonly constraints?: string;
}

/** The handover between two structures, where people are lost. */
export type OrientationEvent =
  | DomainEvent<
      'OrientationProposed',
      DatedFreely & {
        readonly fromStructure: Uuid;
        readonly toStructure: Uuid;
        /** The service of the directory that was picked. */
        readonly service?: Uuid;
        /** Nomenclature `schemes`; absent where it belongs to none of those of the convention. */
        readonly scheme?: string;
        readonly commonLaw: boolean;
        /** Nomenclature `needs` or `barriers`: what it answers. */
        readonly need: string;
        /** Why common law did not answer; there iff the action is specific (domain.md § 4). */
        readonly noCommonLawReason?: string;
        readonly personAgreed: boolean;
        readonly transfersReferent: boolean;
        /** A receiver without account, for whom the sender records the answers. */
        readonly onBehalfOf?: { readonly label: string };
        readonly sheet: OrientationSheet;
      }
    >
  | DomainEvent<'OrientationAccepted', DatedFreely & { readonly orientation: Uuid }>
  | DomainEvent<
      'OrientationDeclined',
      DatedFreely & {
        readonly orientation: Uuid;
        readonly by: (typeof DECLINED_BY)[number];
        /** Nomenclature `decline-reasons`. */
        readonly reason: string;
      }
    >
  | DomainEvent<'OrientationWithdrawn', DatedFreely & { readonly orientation: Uuid }>
  | DomainEvent<
      'OrientationLapsed',
      DatedFreely & { readonly orientation: Uuid; readonly reason: (typeof LAPSE_REASONS)[number] }
    >
  /** The receiver first meets the person. */
  | DomainEvent<'OrientationStarted', DatedFreely & { readonly orientation: Uuid }>
  | DomainEvent<
      'OrientationClosed',
      DatedFreely & {
        readonly orientation: Uuid;
        /** Told to the sender; nomenclature `orientation-outcomes`. */
        readonly outcome: string;
      }
    >;
