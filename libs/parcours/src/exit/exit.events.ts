import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { OrUnknown, StepNotes } from '../steps/values.js';

/** The contract that an exit to work rests on. */
export interface ExitContract {
  /** Nomenclature `contracts`. */
  readonly kind: string;
  readonly startsOn: CivilDate;
  /** Last day, included; absent where the contract has no end. */
  readonly endsOn?: OrUnknown<CivilDate>;
}

/** What shows that the exit is so, and where the original is kept. */
export interface ExitProof {
  /** Nomenclature `proof-kinds`. */
  readonly kind: string;
  /** Day of the document; absent only without proof. */
  readonly on?: CivilDate;
  /** Who holds the original; absent only without proof. */
  readonly holder?: { readonly structure?: Uuid; readonly label: string };
}

/** What is told of the person six months after the exit. */
export type SixMonthAnswer =
  /** Nomenclature `follow-up-situations`. */
  | { readonly situation: string; readonly notReached?: never }
  | { readonly notReached: true; readonly situation?: never };

export type ExitEvent =
  | DomainEvent<
      'ParcoursExited',
      StepNotes & {
        /** Nomenclature `exit-reasons`; families belong to the definitions of indicators. */
        readonly reason: string;
        readonly contract?: ExitContract;
        readonly proof: ExitProof;
      }
    >
  | DomainEvent<'SituationAtSixMonthsRecorded', StepNotes & SixMonthAnswer & { readonly exit: Uuid }>
  /** Removes the exit that it names, like a void; no step of life. */
  | DomainEvent<'ParcoursReopened', StepNotes & { readonly exit: Uuid }>;
