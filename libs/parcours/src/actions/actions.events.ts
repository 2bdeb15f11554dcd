import type { DomainEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { DatedFreely, Labelled } from '../steps/values.js';

export type ActionEvent =
  | DomainEvent<
      'ActionStarted',
      DatedFreely & {
        /** Nomenclature `action-kinds`. */
        readonly kind: string;
        /** The barrier that it works on, as its BarrierIdentified names it. */
        readonly barrierId?: Uuid;
        readonly label?: string;
        readonly place?: Labelled;
        readonly publicEvent?: Labelled;
      }
    >
  | DomainEvent<
      'ActionEnded',
      DatedFreely & {
        readonly action: Uuid;
        /** Nomenclature `action-outcomes`. */
        readonly outcome: string;
      }
    >;
