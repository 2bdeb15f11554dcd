import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { DatedFreely, Labelled, Moment } from '../steps/values.js';

/** Only the person herself makes a contact; a third party does not (risk.md § 1). */
export const REACHED = ['person', 'third-party', 'nobody'] as const;

/** Whom an appointment is with. */
export interface AppointmentWith {
  readonly structure?: Uuid;
  readonly professional?: Uuid;
  readonly label?: string;
}

export const NEXT_ACTORS = ['person', 'professional', 'structure'] as const;

/** Who is to do the next action. */
export type NextActor =
  | { readonly kind: 'person' }
  | { readonly kind: 'professional'; readonly professional: Uuid }
  | { readonly kind: 'structure'; readonly structure: Uuid };

export type ContactEvent =
  | DomainEvent<
      'ContactAttempted',
      DatedFreely & {
        /** Nomenclature `contact-channels`. */
        readonly channel: string;
        readonly reached: (typeof REACHED)[number];
        /** Nomenclature `contact-outcomes`. */
        readonly outcome?: string;
      }
    >
  | DomainEvent<
      'AppointmentScheduled',
      DatedFreely & { readonly at: Moment; readonly place?: Labelled; readonly with: AppointmentWith }
    >
  | DomainEvent<
      'AppointmentRescheduled',
      DatedFreely & {
        readonly appointment: Uuid;
        readonly at: Moment;
        readonly place?: Labelled;
        readonly with?: AppointmentWith;
      }
    >
  | DomainEvent<'AppointmentHonoured', DatedFreely & { readonly appointment: Uuid }>
  | DomainEvent<'AppointmentExcused', DatedFreely & { readonly appointment: Uuid }>
  | DomainEvent<'AppointmentMissed', DatedFreely & { readonly appointment: Uuid }>
  /** By us. */
  | DomainEvent<'AppointmentCancelled', DatedFreely & { readonly appointment: Uuid }>
  | DomainEvent<
      'NextActionPlanned',
      DatedFreely & { readonly what: string; readonly dueOn: CivilDate; readonly who: NextActor }
    >
  | DomainEvent<'NextActionDone', DatedFreely & { readonly nextAction: Uuid }>;
