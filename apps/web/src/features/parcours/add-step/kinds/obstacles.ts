import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, freeOccurrence, said, when, type FormContext, type StepForm } from '../step-form.js';
import { codeOptions, labelIn, preset, yesNo } from './options.js';

export const barrier: StepForm = {
  kind: 'barrier',
  hue: 'brick',
  icon: 'alert',
  lists: ['barriers'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'theme',
      label: 'field.theme',
      control: { type: 'search', options: codeOptions(context, 'barriers', values) },
    },
    yesNo('blocking', 'field.blocking', { hint: 'field.blockingHelp' }),
  ],
  sentence: (values, context) =>
    t('sentence.barrier', {
      when: when(values, context),
      theme: labelIn(context, 'barriers', values, 'theme') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/barriers',
    body: { theme: values['theme'] ?? '', blocking: values['blocking'] === 'yes', ...freeOccurrence(values) },
  }),
};

export const barrierLift: StepForm = {
  kind: 'barrierLift',
  hue: 'support',
  icon: 'check',
  lists: ['barriers'],
  dated: 'freely',
  impossible: ({ barriers }) =>
    barriers.some(({ liftedOn }) => liftedOn === undefined) ? undefined : NOTHING_PENDING.barrier,
  blank: (context) => ({ barrier: preset(standing(context), context), occurredOn: context.today }),
  fields: (_, context) => [
    { name: 'barrier', label: 'field.barrier', control: { type: 'options', options: standing(context) } },
  ],
  sentence: (values, context) =>
    t('sentence.barrierLift', {
      when: when(values, context),
      theme: standing(context).find(({ value }) => value === values['barrier'])?.label ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/barrier-lifts',
    body: { barrier: values['barrier'] ?? '', ...freeOccurrence(values) },
  }),
};

function standing({ story, codes, today }: FormContext): readonly Option[] {
  const labels = new Map(codes('barriers', today).map(({ code, label }) => [code, label]));
  return story.barriers
    .filter(({ liftedOn }) => liftedOn === undefined)
    .map(({ id, theme }) => ({ value: id, label: labels.get(theme) ?? t('now.barrier') }));
}

/** Nothing is expected of the person until its last day, and no silence is held against anybody. */
export const pause: StepForm = {
  kind: 'pause',
  hue: 'pause',
  icon: 'clock',
  lists: ['pause-reasons'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'reason',
      label: 'field.jobEndReason',
      control: { type: 'options', options: codeOptions(context, 'pause-reasons', values) },
    },
    { name: 'until', label: 'field.until', control: { type: 'day' } },
  ],
  sentence(values, context) {
    const until = said(values, 'until');
    return t('sentence.pause', {
      when: when(values, context),
      name: context.person,
      until: until === undefined ? t('step.unknown') : shortDay(until, context.today, locale),
    });
  },
  request: (values) => ({
    path: '/parcours/{id}/steps/pauses',
    body: { reason: values['reason'] ?? '', until: values['until'] ?? '', ...freeOccurrence(values) },
  }),
};

export const pauseLift: StepForm = {
  kind: 'pauseLift',
  hue: 'pause',
  icon: 'check',
  lists: [],
  dated: 'freely',
  impossible: ({ intervals }) =>
    intervals.some(({ kind, to }) => kind === 'pause' && to === undefined) ? undefined : NOTHING_PENDING.pause,
  blank: (context) => ({ pause: preset(pauses(context), context), occurredOn: context.today }),
  fields: (_, context) => [
    { name: 'pause', label: 'field.pause', control: { type: 'options', options: pauses(context) } },
  ],
  sentence: (values, context) => t('sentence.pauseLift', { when: when(values, context), name: context.person }),
  request: (values) => ({
    path: '/parcours/{id}/steps/pause-lifts',
    body: { pause: values['pause'] ?? '', ...freeOccurrence(values) },
  }),
};

function pauses({ story, today }: FormContext): readonly Option[] {
  return story.intervals
    .filter(({ kind, to }) => kind === 'pause' && to === undefined)
    .map(({ id, from }) => ({ value: id, label: t('option.pause', { date: shortDay(from, today, locale) }) }));
}
