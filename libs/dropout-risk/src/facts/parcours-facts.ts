import type { CivilDate, Uuid } from '@jalons/kernel';
import type { Assignment } from '@jalons/parcours';
import type { Fact } from './fact.js';
import type { PhaseRun } from './phase-runs.js';

export type StepKind = 'training' | 'job' | 'action';

/** A training, a job or an action, from its start on. */
export interface Step {
  readonly kind: StepKind;
  readonly start: Fact;
  /** First day without it: its recorded end, or the expected one and 30 days; null where neither is known. */
  readonly until: CivilDate | null;
  readonly expectedEnd: CivilDate | null;
  /** Null where nobody recorded it. */
  readonly end: (Fact & { readonly how: 'completed' | 'abandoned' | 'ended'; readonly reason: string | null }) | null;
}

/** What happened at an appointment; excused and cancelled ones are left out. */
export type Meeting = Fact & { readonly missed: boolean };

/** An appointment without issue, on the day it now is due. */
export type Appointment = Fact & { readonly plannedOn: CivilDate };

/** An admission to a training, or the signature of a job, that nothing has followed. */
export type Announced = Fact & { readonly kind: 'training' | 'job'; readonly startsOn: CivilDate };

/** A report of absence from a training under way. */
export type Absence = Fact & {
  readonly training: Uuid;
  readonly from: CivilDate;
  /** First day back, or without the training; null where nobody knows. */
  readonly until: CivilDate | null;
};

/** An orientation that neither started nor was lost. */
export interface PendingHandover {
  readonly proposal: Fact;
  readonly accepted: Fact | null;
  readonly toStructure: Uuid;
}

/**
 * What rules read of one parcours, from the events of its stream alone: plain data, as it is kept in a read model.
 * Encounters before the opening are left out: they raise nothing (risk.md § 1).
 */
export interface ParcoursFacts {
  readonly beneficiary: Uuid;
  readonly structure: Uuid;
  readonly opening: Fact;
  readonly exit: (Fact & { readonly reason: string }) | null;
  /** The day of the last reopening. */
  readonly reopenedOn: CivilDate | null;
  readonly phases: readonly PhaseRun[];
  readonly underlying: readonly PhaseRun[];
  /** While the parcours was open; the first one of its day. */
  readonly lastContact: Fact | null;
  /** The contact at which the person asked not to be contacted again, where it is the last one. */
  readonly noContactWanted: Fact | null;
  /** Attempts that reached nobody. */
  readonly attempts: readonly (Fact & { readonly channel: string })[];
  readonly meetings: readonly Meeting[];
  readonly appointments: readonly Appointment[];
  readonly handovers: readonly PendingHandover[];
  /** In order of life of their starts. */
  readonly steps: readonly Step[];
  readonly announced: readonly Announced[];
  readonly absences: readonly Absence[];
  /** Blocking barriers that nobody lifted and no action works on. */
  readonly barriers: readonly Fact[];
  readonly concerns: readonly Fact[];
  readonly referents: readonly (Assignment & { readonly fact: Fact })[];
}
