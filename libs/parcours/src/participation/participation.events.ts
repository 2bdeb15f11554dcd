import type { DomainEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { StepNotes } from '../steps/values.js';

export type ParticipationEvent =
  | DomainEvent<
      'ReferentAssigned',
      StepNotes & {
        readonly professional: Uuid;
        readonly structure: Uuid;
        /** The proposal whose start brought the referent, where one did. */
        readonly orientation?: Uuid;
      }
    >
  | DomainEvent<
      'ReferentReleased',
      StepNotes & {
        /** The ReferentAssigned that ends; the day itself belongs to the next referent. */
        readonly assignment: Uuid;
      }
    >
  | DomainEvent<
      'StructureJoined',
      StepNotes & {
        readonly structure: Uuid;
        /** What it does in the parcours, in its own words. */
        readonly role: string;
        /** Nomenclature `support-kinds`. */
        readonly supportKind: string;
        readonly orientation?: Uuid;
      }
    >
  | DomainEvent<
      'StructureLeft',
      StepNotes & {
        /** The StructureJoined that ends, or the ParcoursOpened for the structure that took the person in. */
        readonly membership: Uuid;
        /** Nomenclature `leaving-reasons`. */
        readonly reason: string;
      }
    >;
