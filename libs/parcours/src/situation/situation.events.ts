import type { DomainEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { DatedFreely, StepNotes } from '../steps/values.js';

export type SituationEvent =
  | DomainEvent<
      'AssessmentRecorded',
      DatedFreely & {
        /** Nomenclature `assessment-kinds`. */
        readonly kind: string;
        /** Nomenclature `needs`: what is a wish rather than a barrier. */
        readonly needs: readonly string[];
      }
    >
  | DomainEvent<
      'BarrierIdentified',
      DatedFreely & {
        /** Names the barrier to the actions on it, under every correction of this entry. */
        readonly barrierId: Uuid;
        /** Nomenclature `barriers`: the finest thematic, or the group alone for health, justice and violence. */
        readonly theme: string;
        readonly blocking: boolean;
      }
    >
  | DomainEvent<'BarrierLifted', DatedFreely & { readonly barrier: Uuid }>
  /** « Rien n'a changé »: freshness of data, not a contact. */
  | DomainEvent<'SituationConfirmed', StepNotes>;
