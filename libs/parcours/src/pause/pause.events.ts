import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { StepNotes } from '../steps/values.js';

export type PauseEvent =
  | DomainEvent<
      'PauseDeclared',
      StepNotes & {
        /** Nomenclature `pause-reasons`. */
        readonly reason: string;
        /** Last day of the pause. */
        readonly until: CivilDate;
      }
    >
  /** The day itself is no longer one of the pause. */
  | DomainEvent<'PauseLifted', StepNotes & { readonly pause: Uuid }>
  /** A professional's own worry; the note says which. */
  | DomainEvent<'ConcernRaised', StepNotes & { readonly note: string }>
  | DomainEvent<'ConcernLifted', StepNotes & { readonly concern: Uuid }>;
