import type { Code, Entry, FreeOccurrence, Occurrence, paths, Service, Structure } from '../../../api/contract.js';
import type { Hue } from '../../../design/chip.js';
import type { Option } from '../../../design/choice-field.js';
import type { IconName } from '../../../design/icon.js';
import { locale, shortDay, t, type MessageKey } from '../../../i18n/index.js';
import type { Standing } from '../story/standing.js';
import type { Story } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';

export const STEP_KINDS = [
  'contact',
  'orientation',
  'acceptance',
  'decline',
  'start',
  'trainingStart',
  'trainingEnd',
  'jobStart',
  'jobEnd',
  'exit',
  'void',
  'appointment',
  'appointmentIssue',
  'nextAction',
  'nextActionDone',
  'entrySituation',
  'barrier',
  'barrierLift',
  'admission',
  'abandonment',
  'jobSignature',
  'withdrawal',
  'closing',
  'lapse',
  'pause',
  'pauseLift',
  'sixMonth',
  'reopening',
  'referent',
  'referentRelease',
  'joining',
  'departure',
  'assessment',
  'confirmation',
  'appointmentMove',
  'trainingAbsence',
  'introduction',
  'interview',
  'introductionClosing',
  'actionStart',
  'actionEnd',
  'concern',
  'concernLift',
] as const;
/** `correction` is offered on an entry, never among the kinds to choose from. */
export type StepKind = (typeof STEP_KINDS)[number] | 'correction';

/** What was typed, as text; an empty text is no answer. */
export type Values = Readonly<Record<string, string>>;

export type Control =
  | { readonly type: 'text' | 'lines' | 'number' | 'time' }
  | { readonly type: 'day'; readonly max?: string }
  | { readonly type: 'options' | 'search'; readonly options: readonly Option[] };

/** One question of a form. `pointer` is where its answer stands in the body sent, `/name` unless told. */
export interface FieldSpec {
  readonly name: string;
  readonly label: MessageKey;
  readonly control: Control;
  readonly hint?: MessageKey;
  readonly optional?: true;
  readonly pointer?: string;
  /** The answer that its own list goes with: where that changes, it is shown anew. */
  readonly goesWith?: string;
  /** Asked after the day: what one may well leave out. */
  readonly last?: true;
}

/** What a form is filled with: the parcours, and the lists to choose from. */
export interface FormContext {
  readonly today: string;
  readonly openedOn: string;
  readonly person: string;
  readonly story: Story;
  readonly standing: Standing;
  readonly glossary: Glossary;
  /** The structures that may be chosen; one's own is not among them. */
  readonly structures: readonly Structure[];
  /** Of the structure that {@link StepForm.servicesOf} names, withdrawn ones too; absent until they are there. */
  readonly services?: readonly Service[] | undefined;
  /** Who may be the referent: `professional/structure`, in words. */
  readonly colleagues: readonly Option[];
  /** Entries in force that the reader may void, newest first, in words. */
  readonly entries: readonly Option[];
  /** The codes of a list in force on a day. */
  codes(list: string, day: string): readonly Code[];
  /** The entry that the form was opened on. */
  readonly on?: string | undefined;
}

type StepPath = Extract<keyof paths, `/parcours/{id}/steps/${string}`>;
type BodyOf<Path extends StepPath> = paths[Path]['post']['requestBody']['content']['application/json'];

/** What is sent for a step; `orientation` is the proposal that the path names. */
export type StepRequest = {
  [Path in StepPath]: { readonly path: Path; readonly body: BodyOf<Path>; readonly orientation?: string };
}[StepPath];
export type CorrectionBody = BodyOf<'/parcours/{id}/steps/corrections'>;

/** The form of one kind of step: pure, so that what is asked, said and sent is tested without a page. */
export interface StepForm {
  readonly kind: StepKind;
  readonly hue: Hue;
  readonly icon: IconName;
  /** Nomenclatures to be there before the form is. */
  readonly lists: readonly string[];
  /** Whether it has a day, and whether that day may lie before the opening. */
  readonly dated: 'freely' | 'after-opening' | 'never';
  /** A list of the directory to be there before the form is. */
  readonly asks?: 'structures' | 'colleagues';
  /** The structure whose services it offers, out of the answers. */
  servicesOf?(values: Values): string | undefined;
  /** What one answer that was just given says of the others. */
  filled?(name: string, values: Values, context: FormContext): Values;
  /** The note is one of its own questions. */
  readonly noNote?: true;
  /** Why it cannot be logged now; undefined when it can. */
  impossible(story: Story, standing: Standing): MessageKey | undefined;
  blank(context: FormContext): Values;
  fields(values: Values, context: FormContext): readonly FieldSpec[];
  /** What will be logged, in one sentence; what is not answered yet is an ellipsis. */
  sentence(values: Values, context: FormContext): string;
  request(values: Values, context: FormContext): StepRequest;
  /** Of an entry of this kind: the answers that do not stand in its data where the body has them. */
  recall?(entry: Entry): Values;
  /** Where its answers stand in the body, where that is not {@link pointersOf}. */
  pointers?(fields: readonly FieldSpec[]): Record<string, string>;
}

/** Names of the questions that must be answered and are not. */
export function unanswered(fields: readonly FieldSpec[], values: Values): readonly string[] {
  return fields
    .filter(({ name, optional }) => optional !== true && (values[name] ?? '').trim() === '')
    .map(({ name }) => name);
}

/** Where each answer stands in the body, for the errors that come back. */
export function pointersOf(fields: readonly FieldSpec[]): Record<string, string> {
  return {
    occurredOn: '/occurredOn',
    ...Object.fromEntries(fields.map(({ name, pointer }) => [name, pointer ?? `/${name}`])),
  };
}

/** When it happened, and the note, as sent with every step. */
export function occurrence(values: Values): Occurrence {
  return { occurredOn: said(values, 'occurredOn') ?? '', ...given(values, 'time'), ...given(values, 'note') };
}

/** The same for a step that may have happened before the opening. */
export function freeOccurrence(values: Values): FreeOccurrence {
  return { ...occurrence(values), ...(values['priorHistory'] === 'yes' && { priorHistory: true as const }) };
}

/** The questions of a form, with those that every dated step has: its place before the opening, its time, a note. */
export function questionsOf(form: StepForm, values: Values, context: FormContext): readonly FieldSpec[] {
  const own = form.fields(values, context);
  if (form.dated === 'never') return own;
  const day = said(values, 'occurredOn');
  const early = form.dated === 'freely' && day !== undefined && day < context.openedOn;
  return [
    // The first thing asked after the day.
    ...(early ? [PRIOR_HISTORY] : []),
    ...own,
    { name: 'time', label: 'field.time', optional: true, last: true, control: { type: 'time' } },
    ...(form.noNote === true ? [] : [NOTE]),
  ];
}

const NOTE: FieldSpec = {
  name: 'note',
  label: 'field.note',
  hint: 'field.noteHelp',
  optional: true,
  last: true,
  control: { type: 'lines' },
};

const PRIOR_HISTORY: FieldSpec = {
  name: 'priorHistory',
  label: 'field.priorHistory',
  hint: 'field.priorHistoryHelp',
  last: true,
  control: {
    type: 'options',
    options: [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ],
  },
};

/** An answer, or nothing where there is none. */
export function said(values: Values, name: string): string | undefined {
  const text = (values[name] ?? '').trim();
  return text === '' ? undefined : text;
}

/** The member of that name, left out where there is no answer. */
export function given<Name extends string>(values: Values, name: Name): { [Key in Name]?: string } {
  const text = said(values, name);
  return (text === undefined ? {} : { [name]: text }) as { [Key in Name]?: string };
}

/** The answer to a question of few options, of which the form offers no other; asked for before anything is sent. */
export function chosen<Value extends string>(values: Values, name: string): Value {
  return (values[name] ?? '') as Value;
}

/** How a sentence begins: its day. */
export function when(values: Values, { today }: Pick<FormContext, 'today'>): string {
  const day = said(values, 'occurredOn');
  return day === undefined ? t('step.unknown') : t('step.day', { date: shortDay(day, today, locale) });
}

export const NOTHING_PENDING = {
  proposed: 'impossible.noProposal',
  accepted: 'impossible.noAccepted',
  training: 'impossible.noTraining',
  job: 'impossible.noJob',
  exited: 'impossible.exited',
  orientationWaiting: 'impossible.orientationWaiting',
  receiver: 'impossible.notReceiver',
  referent: 'impossible.notReferent',
  mine: 'impossible.noneOfMine',
  underWay: 'impossible.noneUnderWay',
  appointment: 'impossible.noAppointment',
  action: 'impossible.noAction',
  barrier: 'impossible.noBarrier',
  pause: 'impossible.noPause',
  notExited: 'impossible.notExited',
  followedUp: 'impossible.followedUp',
  followUpStands: 'impossible.followUpStands',
  noReferent: 'impossible.noAssignment',
  structure: 'impossible.noStructure',
  lastStructure: 'impossible.lastStructure',
  introduction: 'impossible.noIntroduction',
  actionOpen: 'impossible.noActionOpen',
  concern: 'impossible.noConcern',
} as const satisfies Record<string, MessageKey>;
