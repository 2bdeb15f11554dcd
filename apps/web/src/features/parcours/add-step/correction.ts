import type { Entry } from '../../../api/contract.js';
import { t } from '../../../i18n/index.js';
import { wordsOf } from '../words/entry-words.js';
import { STEP_FORMS } from './kinds/index.js';
import { opening } from './kinds/opening.js';
import {
  pointersOf,
  questionsOf,
  said,
  type CorrectionBody,
  type FieldSpec,
  type FormContext,
  type StepForm,
  type StepRequest,
  type Values,
} from './step-form.js';

type EntryType = CorrectionBody['type'];

/** Under which form an entry of each type is logged, and so corrected. */
const FORM_OF: Readonly<Record<string, StepForm>> = {
  ParcoursOpened: opening,
  EntrySituationRecorded: STEP_FORMS.entrySituation,
  ReferentAssigned: STEP_FORMS.referent,
  ReferentReleased: STEP_FORMS.referentRelease,
  StructureJoined: STEP_FORMS.joining,
  StructureLeft: STEP_FORMS.departure,
  AssessmentRecorded: STEP_FORMS.assessment,
  SituationConfirmed: STEP_FORMS.confirmation,
  BarrierIdentified: STEP_FORMS.barrier,
  BarrierLifted: STEP_FORMS.barrierLift,
  ContactAttempted: STEP_FORMS.contact,
  AppointmentScheduled: STEP_FORMS.appointment,
  AppointmentRescheduled: STEP_FORMS.appointmentMove,
  AppointmentHonoured: STEP_FORMS.appointmentIssue,
  AppointmentMissed: STEP_FORMS.appointmentIssue,
  AppointmentExcused: STEP_FORMS.appointmentIssue,
  AppointmentCancelled: STEP_FORMS.appointmentIssue,
  NextActionPlanned: STEP_FORMS.nextAction,
  NextActionDone: STEP_FORMS.nextActionDone,
  OrientationProposed: STEP_FORMS.orientation,
  OrientationAccepted: STEP_FORMS.acceptance,
  OrientationDeclined: STEP_FORMS.decline,
  OrientationWithdrawn: STEP_FORMS.withdrawal,
  OrientationLapsed: STEP_FORMS.lapse,
  OrientationStarted: STEP_FORMS.start,
  OrientationClosed: STEP_FORMS.closing,
  TrainingAdmitted: STEP_FORMS.admission,
  TrainingStarted: STEP_FORMS.trainingStart,
  TrainingAbsenceReported: STEP_FORMS.trainingAbsence,
  TrainingCompleted: STEP_FORMS.trainingEnd,
  TrainingAbandoned: STEP_FORMS.abandonment,
  IntroducedToEmployer: STEP_FORMS.introduction,
  EmployerInterviewHeld: STEP_FORMS.interview,
  IntroductionClosed: STEP_FORMS.introductionClosing,
  JobSigned: STEP_FORMS.jobSignature,
  JobStarted: STEP_FORMS.jobStart,
  JobEnded: STEP_FORMS.jobEnd,
  ActionStarted: STEP_FORMS.actionStart,
  ActionEnded: STEP_FORMS.actionEnd,
  PauseDeclared: STEP_FORMS.pause,
  PauseLifted: STEP_FORMS.pauseLift,
  ConcernRaised: STEP_FORMS.concern,
  ConcernLifted: STEP_FORMS.concernLift,
  ParcoursExited: STEP_FORMS.exit,
  SituationAtSixMonthsRecorded: STEP_FORMS.sixMonth,
  ParcoursReopened: STEP_FORMS.reopening,
};

/** What an issue of an appointment is called in the log, by the route that logs it. */
const ISSUES: Readonly<Record<string, EntryType>> = {
  '/parcours/{id}/steps/appointment-attendances': 'AppointmentHonoured',
  '/parcours/{id}/steps/appointment-absences': 'AppointmentMissed',
  '/parcours/{id}/steps/appointment-excuses': 'AppointmentExcused',
  '/parcours/{id}/steps/appointment-cancellations': 'AppointmentCancelled',
};

/** What the forms of these screens do not ask and the log holds all the same: said again as it was. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  AssessmentRecorded: ['needs'],
  AppointmentScheduled: ['with', 'place'],
  AppointmentRescheduled: ['with', 'place'],
  IntroducedToEmployer: ['offer', 'publicEvent'],
  JobSigned: ['introduction'],
  JobStarted: ['introduction', 'rome'],
  OrientationProposed: ['onBehalfOf'],
  ActionStarted: ['barrierId', 'place', 'publicEvent'],
};

/** What stands only as long as another answer does: a receiver without account is the one that was named. */
const KEPT_WITH: Readonly<Record<string, string>> = { onBehalfOf: 'toStructure' };

/**
 * The form that says an entry anew: that of its kind, filled with what was logged, and why it was a mistake. The mistake
 * stays in the log, struck through; what depended on it passes to the new entry.
 */
export function correctionOf(entry: Entry): StepForm | undefined {
  const form = entry.voided ? undefined : FORM_OF[entry.type];
  if (form === undefined) return undefined;
  const { sentence, recall: _, ...same } = form;
  return {
    ...same,
    kind: 'correction',
    blank: (context) => recalled(form, entry, context),
    fields: (values, context) => [...form.fields(values, context), WHY],
    sentence: (values, context) =>
      t('sentence.correction', { step: wordsOf(entry, context.glossary).title, now: sentence(values, context) }),
    request: (values, context) => requestOf(form, entry, values, context),
    pointers: (fields) =>
      Object.fromEntries(
        Object.entries(pointersOf(fields)).map(([name, at]) => [name, name === WHY.name ? at : `/replacement${at}`]),
      ),
  };
}

const WHY: FieldSpec = {
  name: 'why',
  label: 'field.whyCorrect',
  hint: 'field.whyCorrectHelp',
  last: true,
  control: { type: 'text' },
};

function requestOf(form: StepForm, entry: Entry, values: Values, context: FormContext): StepRequest {
  const { path, body, orientation } = form.request(values, context);
  const now = body as Readonly<Record<string, unknown>>;
  const kept = (KEPT[entry.type] ?? []).filter((member) => {
    const other = KEPT_WITH[member];
    const stands = other === undefined || now[other] === entry.data[other];
    return stands && !(member in now) && entry.data[member] !== undefined;
  });
  return {
    path: '/parcours/{id}/steps/corrections',
    body: {
      eventId: entry.eventId,
      why: said(values, 'why') ?? '',
      type: ISSUES[path] ?? (entry.type as EntryType),
      replacement: {
        ...Object.fromEntries(kept.map((member) => [member, entry.data[member]])),
        ...body,
        ...(orientation !== undefined && { orientation }),
      } as CorrectionBody['replacement'],
    },
  };
}

/** Questions depend on answers: as many rounds as questions have ever hung on one another. */
const ROUNDS = 3;

/** What was logged, as answers: each read where the body of its form has it. */
function recalled(form: StepForm, entry: Entry, context: FormContext): Values {
  const { occurredOn, time, data } = entry;
  const values: Record<string, string> = {
    occurredOn,
    ...(time !== null && { time }),
    ...(data['priorHistory'] === true && { priorHistory: 'yes' }),
    ...form.recall?.(entry),
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, pointer } of questionsOf(form, values, context)) {
      const text = textAt(data, pointer ?? `/${name}`);
      if (values[name] === undefined && text !== undefined) values[name] = text;
    }
  }
  return values;
}

/** An answer as it is typed; what nobody knew is no answer, and a decimal has a comma. */
function textAt(data: unknown, pointer: string): string | undefined {
  let value = data;
  for (const member of pointer.split('/').slice(1)) value = isRecord(value) ? value[member] : undefined;
  if (isRecord(value)) value = value['label'];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return typeof value === 'string' && value !== '' && value !== 'unknown' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
