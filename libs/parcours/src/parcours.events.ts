import { defineEvents, type EntryVoided, type LifeEvent } from '@jalons/event-log';
import type { ActionEvent } from './actions/actions.events.js';
import type { ContactEvent } from './contact/contact.events.js';
import type { EmploymentEvent } from './employment/employment.events.js';
import type { EntryEvent } from './entry/entry.events.js';
import type { ExitEvent } from './exit/exit.events.js';
import type { OrientationEvent } from './orientation/orientation.events.js';
import type { ParticipationEvent } from './participation/participation.events.js';
import type { PauseEvent } from './pause/pause.events.js';
import type { SituationEvent } from './situation/situation.events.js';
import type { TrainingEvent } from './training/training.events.js';

/** What may be recorded in a parcours; every one can be corrected. */
export type ParcoursStep =
  | EntryEvent
  | ParticipationEvent
  | SituationEvent
  | ContactEvent
  | OrientationEvent
  | TrainingEvent
  | EmploymentEvent
  | ActionEvent
  | PauseEvent
  | ExitEvent;

/** Events of a `parcours-id` stream, all under the beneficiary's key (domain.md § 3). */
export type ParcoursEvent = ParcoursStep | EntryVoided;

export type ParcoursStepType = ParcoursStep['type'];

/** One event of the given type or types, as the rules of life see it. */
export type ParcoursEntry<Type extends ParcoursEvent['type'] = ParcoursEvent['type']> = LifeEvent<
  Extract<ParcoursEvent, { type: Type }>
>;

/** What the codec needs to know of each type. */
export const parcoursEvents = defineEvents<ParcoursEvent>({
  ParcoursOpened: { version: 1 },
  EntrySituationRecorded: { version: 1 },
  ReferentAssigned: { version: 1 },
  ReferentReleased: { version: 1 },
  StructureJoined: { version: 1 },
  StructureLeft: { version: 1 },
  AssessmentRecorded: { version: 1 },
  BarrierIdentified: { version: 1 },
  BarrierLifted: { version: 1 },
  SituationConfirmed: { version: 1 },
  ContactAttempted: { version: 1 },
  AppointmentScheduled: { version: 1 },
  AppointmentRescheduled: { version: 1 },
  AppointmentHonoured: { version: 1 },
  AppointmentExcused: { version: 1 },
  AppointmentMissed: { version: 1 },
  AppointmentCancelled: { version: 1 },
  NextActionPlanned: { version: 1 },
  NextActionDone: { version: 1 },
  OrientationProposed: { version: 1 },
  OrientationAccepted: { version: 1 },
  OrientationDeclined: { version: 1 },
  OrientationWithdrawn: { version: 1 },
  OrientationLapsed: { version: 1 },
  OrientationStarted: { version: 1 },
  OrientationClosed: { version: 1 },
  TrainingAdmitted: { version: 1 },
  TrainingStarted: { version: 1 },
  TrainingAbsenceReported: { version: 1 },
  TrainingCompleted: { version: 1 },
  TrainingAbandoned: { version: 1 },
  IntroducedToEmployer: { version: 1 },
  EmployerInterviewHeld: { version: 1 },
  IntroductionClosed: { version: 1 },
  JobSigned: { version: 1 },
  JobStarted: { version: 1 },
  JobEnded: { version: 1 },
  ActionStarted: { version: 1 },
  ActionEnded: { version: 1 },
  PauseDeclared: { version: 1 },
  PauseLifted: { version: 1 },
  ConcernRaised: { version: 1 },
  ConcernLifted: { version: 1 },
  ParcoursExited: { version: 1 },
  SituationAtSixMonthsRecorded: { version: 1 },
  ParcoursReopened: { version: 1 },
});
