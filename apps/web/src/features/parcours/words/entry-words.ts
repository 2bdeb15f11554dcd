import type { Entry } from '../../../api/contract.js';
import type { Hue } from '../../../design/chip.js';
import type { IconName } from '../../../design/icon.js';
import { isMessage, locale, shortDay, t, type MessageKey } from '../../../i18n/index.js';
import { dayIn, numberIn, textIn, wordsIn } from '../story/entry-data.js';

/** What words need besides the entry: the labels of codes, the names of structures and people, and the day it is. */
export interface Glossary {
  label(list: string, code: string | undefined): string | undefined;
  name(id: string | undefined): string | undefined;
  readonly today: string;
}

/** An entry as a line of the parcours. */
export interface EntryWords {
  readonly hue: Hue;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: readonly string[];
}

type Say = (entry: Entry, glossary: Glossary) => { title?: string | undefined; detail?: (string | undefined)[] };

const LOOKS: readonly [pattern: RegExp, hue: Hue, icon: IconName][] = [
  [/^Orientation/, 'orientation', 'swap'],
  [/^Training(Completed)/, 'training', 'flag'],
  [/^Training/, 'training', 'school'],
  [/^(Job|Introduc|EmployerInterview)/, 'job', 'job'],
  [/^Action/, 'action', 'flag'],
  [/^Pause/, 'pause', 'clock'],
  [/^ParcoursExited/, 'brick', 'exit'],
  [/^Parcours/, 'support', 'flag'],
  [/^Appointment|^NextAction/, 'support', 'calendar'],
  [/^Concern/, 'action', 'alert'],
  [/^(Referent|Structure)/, 'support', 'users'],
];

const FACE_TO_FACE = new Set(['in-person', 'home-visit', 'street', 'public-event']);

/** Of a contact that is void, nobody is told any more whether it was one. */
const CONTACTS: Readonly<Record<string, MessageKey>> = {
  person: 'entry.contactBy',
  'third-party': 'entry.contactThird',
  nobody: 'entry.contactTried',
};

const SAY: Readonly<Record<string, Say>> = {
  ContactAttempted: ({ data }, { label }) => {
    const channel = textIn(data, 'channel');
    const key = `channel.${channel ?? ''}`;
    const how = isMessage(key) ? t(key) : (label('contact-channels', channel) ?? '').toLocaleLowerCase(locale);
    const reached = textIn(data, 'reached');
    const title = CONTACTS[reached ?? ''];
    return {
      title: title === undefined ? undefined : t(title, { how }).trim(),
      detail: [label('contact-outcomes', textIn(data, 'outcome'))],
    };
  },
  AppointmentScheduled: ({ data }, { today }) => ({ detail: [momentOf(data['at'], today), wordsIn(data, 'place')] }),
  AppointmentRescheduled: ({ data }, { today }) => ({ detail: [momentOf(data['at'], today), wordsIn(data, 'place')] }),
  NextActionPlanned: ({ data }, { today }) => ({ title: wordsIn(data, 'what'), detail: [dueOn(data, today)] }),
  OrientationProposed: ({ data }, { label, name }) => ({
    title: withName('entry.orientationTo', name(textIn(data, 'toStructure'))),
    detail: [
      label('schemes', textIn(data, 'scheme')),
      label('needs', textIn(data, 'need')) ?? label('barriers', textIn(data, 'need')),
    ],
  }),
  OrientationDeclined: ({ data }, { label }) => ({
    detail: [
      t(data['by'] === 'person' ? 'field.by.person' : 'field.by.structure'),
      label('decline-reasons', textIn(data, 'reason')),
    ],
  }),
  OrientationClosed: ({ data }, { label }) => ({ detail: [label('orientation-outcomes', textIn(data, 'outcome'))] }),
  TrainingStarted: ({ data }, { today }) => ({
    title: withName('entry.trainingOf', wordsIn(data, 'title')),
    detail: [
      wordsIn(data, 'provider'),
      data['qualifying'] === true ? t('entry.qualifying') : undefined,
      ends(dayIn(data, 'expectedEnd'), today),
    ],
  }),
  TrainingCompleted: ({ data }) => ({ title: withName('entry.trainingDone', wordsIn(data, 'qualification')) }),
  TrainingAbandoned: ({ data }, { label }) => ({ detail: [label('abandonment-reasons', textIn(data, 'reason'))] }),
  JobSigned: ({ data }, { label }) => ({
    detail: [label('contracts', textIn(data, 'contract')), wordsIn(data, 'employer')],
  }),
  JobStarted: ({ data }, { label, today }) => {
    const hours = numberIn(data, 'weeklyHours');
    const contract = label('contracts', textIn(data, 'contract'));
    const signed = dayIn(data, 'signedOn');
    return {
      title: withName(
        'entry.jobOf',
        [contract, hours === undefined ? undefined : t('entry.hours', { hours: hours.toLocaleString(locale) })]
          .filter((part) => part !== undefined)
          .join(', '),
      ),
      detail: [
        wordsIn(data, 'employer'),
        signed === undefined ? undefined : t('entry.signed', { date: shortDay(signed, today, locale) }),
        ends(dayIn(data, 'expectedEnd'), today),
      ],
    };
  },
  JobEnded: ({ data }) => ({ title: withName('entry.jobEndOf', endReason(textIn(data, 'reason'))) }),
  BarrierIdentified: ({ data }, { label }) => ({
    title: withName('entry.barrierOf', label('barriers', textIn(data, 'theme'))),
    detail: [data['blocking'] === true ? t('entry.blocking') : undefined],
  }),
  StructureJoined: ({ data }, { label, name }) => ({
    title: withName('entry.joins', name(textIn(data, 'structure'))),
    detail: [label('support-kinds', textIn(data, 'supportKind'))],
  }),
  StructureLeft: ({ data }, { label }) => ({ detail: [label('leaving-reasons', textIn(data, 'reason'))] }),
  ReferentAssigned: ({ data }, { name }) => ({
    title: withName('entry.referentIs', name(textIn(data, 'professional'))),
  }),
  ParcoursOpened: ({ data }, { label }) => ({ detail: [label('entry-channels', textIn(data, 'entryChannel'))] }),
  ParcoursExited: ({ data }, { label }) => ({
    title: withName('entry.exitFor', label('exit-reasons', textIn(data, 'reason'))),
  }),
  PauseDeclared: ({ data }, { label, today }) => ({
    detail: [label('pause-reasons', textIn(data, 'reason')), ends(dayIn(data, 'until'), today)],
  }),
  ActionStarted: ({ data }, { label }) => ({ title: label('action-kinds', textIn(data, 'kind')) }),
};

/** The lists whose labels these entries need, so that no other is asked for. */
export function listsOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ type }) => LISTS[type] ?? []))];
}

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ContactAttempted: ['contact-channels', 'contact-outcomes'],
  OrientationProposed: ['schemes', 'needs', 'barriers'],
  OrientationDeclined: ['decline-reasons'],
  OrientationClosed: ['orientation-outcomes'],
  TrainingAbandoned: ['abandonment-reasons'],
  JobSigned: ['contracts'],
  JobStarted: ['contracts'],
  BarrierIdentified: ['barriers'],
  StructureJoined: ['support-kinds'],
  StructureLeft: ['leaving-reasons'],
  ParcoursOpened: ['entry-channels'],
  ParcoursExited: ['exit-reasons'],
  PauseDeclared: ['pause-reasons'],
  ActionStarted: ['action-kinds'],
};

/** Puts an entry into words; a type that these screens do not know keeps its place, as a step. */
export function wordsOf(entry: Entry, glossary: Glossary): EntryWords {
  const said = SAY[entry.type]?.(entry, glossary) ?? {};
  const key = `entry.${entry.type}`;
  const note = textIn(entry.data, 'note');
  return {
    ...lookOf(entry),
    title: said.title ?? t(isMessage(key) ? key : 'entry.other'),
    detail: [
      ...(said.detail ?? []),
      note === undefined ? undefined : t('entry.quoted', { text: note }),
      (entry.hidden ?? []).length > 0 ? t(entry.voided ? 'entry.hiddenVoided' : 'entry.hidden') : undefined,
    ].filter((part) => part !== undefined && part !== '') as string[],
  };
}

function lookOf({ type, data }: Entry): { hue: Hue; icon: IconName } {
  if (type === 'ContactAttempted') {
    return {
      hue: data['reached'] === 'person' ? 'support' : 'pause',
      icon: FACE_TO_FACE.has(textIn(data, 'channel') ?? '') ? 'user' : 'phone',
    };
  }
  if (type === 'AppointmentMissed' || type === 'TrainingAbsenceReported') return { hue: 'critical', icon: 'close' };
  const [, hue, icon] = LOOKS.find(([pattern]) => pattern.test(type)) ?? [
    undefined,
    'pause' as const,
    'check' as const,
  ];
  return { hue, icon };
}

export function endReason(code: string | undefined): string | undefined {
  const key = `end.${code ?? ''}`;
  return isMessage(key) ? t(key) : undefined;
}

/** The sentence with its name, or nothing, so that the plain title of the type is said instead. */
function withName(key: MessageKey, name: string | undefined): string | undefined {
  return name === undefined || name === '' ? undefined : t(key, { name });
}

function ends(day: string | undefined, today: string): string | undefined {
  return day === undefined ? undefined : t('entry.until', { date: shortDay(day, today, locale) });
}

function dueOn(data: unknown, today: string): string | undefined {
  const day = dayIn(data, 'dueOn');
  return day === undefined ? undefined : t('entry.dueOn', { date: shortDay(day, today, locale) });
}

function momentOf(at: unknown, today: string): string | undefined {
  const day = dayIn(at, 'on');
  if (day === undefined) return undefined;
  return [t('step.day', { date: shortDay(day, today, locale) }), textIn(at, 'time')].filter(Boolean).join(' · ');
}
