import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { DatedFreely, Labelled } from '../steps/values.js';

export type TrainingEvent =
  | DomainEvent<
      'TrainingAdmitted',
      DatedFreely & { readonly startsOn: CivilDate; readonly title?: string; readonly provider?: Labelled }
    >
  | DomainEvent<
      'TrainingStarted',
      DatedFreely & {
        /** The TrainingAdmitted that it follows, where there was one. */
        readonly admission?: Uuid;
        readonly title: string;
        readonly provider: Labelled;
        readonly qualifying: boolean;
        /** Five digits (Formacode). */
        readonly formacode?: string;
        readonly expectedEnd: CivilDate;
      }
    >
  | DomainEvent<
      'TrainingAbsenceReported',
      /** Both days included; without `to`, still absent. */
      DatedFreely & { readonly training: Uuid; readonly from: CivilDate; readonly to?: CivilDate }
    >
  | DomainEvent<'TrainingCompleted', DatedFreely & { readonly training: Uuid; readonly qualification?: string }>
  | DomainEvent<
      'TrainingAbandoned',
      DatedFreely & {
        readonly training: Uuid;
        /** Nomenclature `abandonment-reasons`. */
        readonly reason: string;
      }
    >;
