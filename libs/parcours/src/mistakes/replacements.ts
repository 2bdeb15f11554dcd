import { ActionEndForm, ActionStartForm } from '../actions/actions.forms.js';
import {
  AppointmentForm,
  AppointmentIssueForm,
  ReschedulingForm,
  toldAppointment,
} from '../contact/appointment.forms.js';
import { ContactAttemptForm } from '../contact/contact.forms.js';
import { NextActionCompletionForm, NextActionForm, toldNextAction } from '../contact/next-action.forms.js';
import {
  EmployerInterviewForm,
  IntroductionClosingForm,
  IntroductionForm,
  JobEndForm,
  JobSignatureForm,
  JobStartForm,
} from '../employment/employment.forms.js';
import { EntrySituationStepForm } from '../entry/entry.forms.js';
import { ExitForm, ReopeningForm, SixMonthSituationForm, toldAtSixMonths } from '../exit/exit.forms.js';
import { told, type StepForm } from '../forms/step.forms.js';
import { OrientationForm } from '../orientation/orientation.forms.js';
import type { ParcoursStep, ParcoursStepType } from '../parcours.events.js';
import { DepartureForm, JoiningForm, ReferentForm, ReferentReleaseForm } from '../participation/participation.forms.js';
import { ConcernForm, ConcernLiftForm, PauseForm, PauseLiftForm } from '../pause/pause.forms.js';
import { AssessmentForm, BarrierForm, BarrierLiftForm, ConfirmationForm } from '../situation/situation.forms.js';
import type { When } from '../steps/recording.js';
import {
  TrainingAbandonmentForm,
  TrainingAbsenceForm,
  TrainingAdmissionForm,
  TrainingCompletionForm,
  TrainingStartForm,
} from '../training/training.forms.js';
import {
  ClosingEntryForm,
  DeclineEntryForm,
  LapseEntryForm,
  OpeningEntryForm,
  AnswerEntryForm,
} from './replacement.forms.js';

/** What no form says of a step: kept from the corrected entry, or known from who corrects it. */
interface Unsaid {
  readonly ParcoursOpened: 'beneficiaryId' | 'structure' | 'eligibility' | 'previousParcours';
  readonly OrientationProposed: 'fromStructure';
  readonly ReferentAssigned: 'structure' | 'orientation';
  readonly StructureJoined: 'orientation';
  readonly BarrierIdentified: 'barrierId';
}

type DataOf<Type> = Extract<ParcoursStep, { type: Type }>['data'];
type Said<Type> = Type extends keyof Unsaid ? Omit<DataOf<Type>, Unsaid[Type]> : DataOf<Type>;

/** The form of a kind of step, as a correction says it anew, and how its data are read from it. */
export interface ReplacementForm<Data = object> {
  readonly form: new () => StepForm;
  readonly told: (form: never, zone: string) => When & { readonly data: Data };
}

function by<Form extends StepForm, Data>(
  form: new () => Form,
  tell: (form: Form, zone: string) => When & { readonly data: Data },
): ReplacementForm<Data> {
  return { form, told: tell };
}

/** A form whose fields are the data, as most are. */
function plain<Form extends StepForm>(form: new () => Form) {
  return by(form, (filled: Form, zone) => told(filled, zone));
}

const ANSWER = plain(AnswerEntryForm);
const APPOINTMENT_ISSUE = plain(AppointmentIssueForm);

/** One form per kind of step: that of its route, with the entry that it answers where the route has it in its path. */
export const REPLACEMENTS: { readonly [Type in ParcoursStepType]: ReplacementForm<Said<Type>> } = {
  ParcoursOpened: plain(OpeningEntryForm),
  EntrySituationRecorded: plain(EntrySituationStepForm),
  ReferentAssigned: plain(ReferentForm),
  ReferentReleased: plain(ReferentReleaseForm),
  StructureJoined: plain(JoiningForm),
  StructureLeft: plain(DepartureForm),
  AssessmentRecorded: plain(AssessmentForm),
  BarrierIdentified: plain(BarrierForm),
  BarrierLifted: plain(BarrierLiftForm),
  SituationConfirmed: plain(ConfirmationForm),
  ContactAttempted: plain(ContactAttemptForm),
  AppointmentScheduled: by(AppointmentForm, toldAppointment),
  AppointmentRescheduled: by(ReschedulingForm, toldAppointment),
  AppointmentHonoured: APPOINTMENT_ISSUE,
  AppointmentExcused: APPOINTMENT_ISSUE,
  AppointmentMissed: APPOINTMENT_ISSUE,
  AppointmentCancelled: APPOINTMENT_ISSUE,
  NextActionPlanned: by(NextActionForm, toldNextAction),
  NextActionDone: plain(NextActionCompletionForm),
  OrientationProposed: plain(OrientationForm),
  OrientationAccepted: ANSWER,
  OrientationDeclined: plain(DeclineEntryForm),
  OrientationWithdrawn: ANSWER,
  OrientationLapsed: plain(LapseEntryForm),
  OrientationStarted: ANSWER,
  OrientationClosed: plain(ClosingEntryForm),
  TrainingAdmitted: plain(TrainingAdmissionForm),
  TrainingStarted: plain(TrainingStartForm),
  TrainingAbsenceReported: plain(TrainingAbsenceForm),
  TrainingCompleted: plain(TrainingCompletionForm),
  TrainingAbandoned: plain(TrainingAbandonmentForm),
  IntroducedToEmployer: plain(IntroductionForm),
  EmployerInterviewHeld: plain(EmployerInterviewForm),
  IntroductionClosed: plain(IntroductionClosingForm),
  JobSigned: plain(JobSignatureForm),
  JobStarted: plain(JobStartForm),
  JobEnded: plain(JobEndForm),
  ActionStarted: plain(ActionStartForm),
  ActionEnded: plain(ActionEndForm),
  PauseDeclared: plain(PauseForm),
  PauseLifted: plain(PauseLiftForm),
  ConcernRaised: plain(ConcernForm),
  ConcernLifted: plain(ConcernLiftForm),
  ParcoursExited: plain(ExitForm),
  SituationAtSixMonthsRecorded: by(SixMonthSituationForm, toldAtSixMonths),
  ParcoursReopened: plain(ReopeningForm),
};
