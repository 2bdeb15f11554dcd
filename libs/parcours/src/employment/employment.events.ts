import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { DatedFreely, Labelled, OrUnknown } from '../steps/values.js';

export const INTRODUCTION_OUTCOMES = ['hired', 'refused-by-employer', 'declined-by-person', 'no-answer'] as const;
export const JOB_ENDS = [
  'term',
  'trial-broken-by-employer',
  'trial-broken-by-employee',
  'broken-by-employer',
  'resigned',
  'left-for-another-job',
  'mutual',
  'other',
] as const;

export type EmploymentEvent =
  | DomainEvent<
      'IntroducedToEmployer',
      DatedFreely & { readonly company: Labelled; readonly offer?: Labelled; readonly publicEvent?: Labelled }
    >
  | DomainEvent<'EmployerInterviewHeld', DatedFreely & { readonly introduction: Uuid }>
  | DomainEvent<
      'IntroductionClosed',
      DatedFreely & { readonly introduction: Uuid; readonly outcome: (typeof INTRODUCTION_OUTCOMES)[number] }
    >
  | DomainEvent<
      'JobSigned',
      DatedFreely & {
        readonly startsOn: CivilDate;
        readonly introduction?: Uuid;
        readonly employer?: Labelled;
        /** Nomenclature `contracts`. */
        readonly contract?: string;
      }
    >
  | DomainEvent<
      'JobStarted',
      DatedFreely & {
        /** The JobSigned that it follows, where there was one. */
        readonly signature?: Uuid;
        readonly introduction?: Uuid;
        /** Nomenclature `contracts`. */
        readonly contract: string;
        /** Hours a week by contract, above 0 and at most 60. */
        readonly weeklyHours: OrUnknown<number>;
        readonly employer?: Labelled;
        /** Residence at signature counts for emplois francs (domain.md § 4). */
        readonly signedOn: OrUnknown<CivilDate>;
        /** Last day of the contract; absent where the contract has no end. */
        readonly expectedEnd?: OrUnknown<CivilDate>;
        readonly emploiFranc?: boolean;
        /** ROME code: a letter and four digits. */
        readonly rome?: string;
      }
    >
  | DomainEvent<'JobEnded', DatedFreely & { readonly job: Uuid; readonly reason: (typeof JOB_ENDS)[number] }>;
