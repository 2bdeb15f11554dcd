import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, freeOccurrence, given, said, when, type FormContext, type StepForm } from '../step-form.js';
import { codeOptions, labelIn, preset } from './options.js';

/** What is done with the person, most often on a barrier: a workshop, an immersion, mentoring. */
export const actionStart: StepForm = {
  kind: 'actionStart',
  hue: 'action',
  icon: 'flag',
  lists: ['action-kinds', 'barriers'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'kind',
      label: 'field.actionKind',
      control: { type: 'options', options: codeOptions(context, 'action-kinds', values) },
    },
    { name: 'label', label: 'field.actionLabel', optional: true, control: { type: 'text' } },
    ...(barriers(context).length === 0
      ? []
      : [
          {
            name: 'barrierId',
            label: 'field.onBarrier',
            optional: true,
            control: { type: 'options', options: barriers(context) },
          } as const,
        ]),
  ],
  sentence: (values, context) =>
    t('sentence.actionStart', {
      when: when(values, context),
      name: context.person,
      action: said(values, 'label') ?? labelIn(context, 'action-kinds', values, 'kind') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/action-starts',
    body: {
      kind: values['kind'] ?? '',
      ...given(values, 'label'),
      ...given(values, 'barrierId'),
      ...freeOccurrence(values),
    },
  }),
};

/** Barriers in the way today, by what actions name. */
function barriers({ story, codes, today }: FormContext): readonly Option[] {
  const labels = new Map(codes('barriers', today).map(({ code, label }) => [code, label]));
  return story.barriers.flatMap(({ barrierId, theme, liftedOn }) =>
    barrierId === undefined || liftedOn !== undefined
      ? []
      : [{ value: barrierId, label: labels.get(theme) ?? t('now.barrier') }],
  );
}

export const actionEnd: StepForm = {
  kind: 'actionEnd',
  hue: 'action',
  icon: 'check',
  lists: ['action-kinds', 'action-outcomes'],
  dated: 'freely',
  impossible: ({ intervals }) =>
    intervals.some(({ kind, to }) => kind === 'action' && to === undefined) ? undefined : NOTHING_PENDING.actionOpen,
  blank: (context) => ({ occurredOn: context.today, action: preset(open(context), context) }),
  fields: (values, context) => [
    { name: 'action', label: 'field.action', control: { type: 'options', options: open(context) } },
    {
      name: 'outcome',
      label: 'field.actionOutcome',
      control: { type: 'options', options: codeOptions(context, 'action-outcomes', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.actionEnd', {
      when: when(values, context),
      action: open(context).find(({ value }) => value === values['action'])?.label ?? t('step.unknown'),
      outcome: labelIn(context, 'action-outcomes', values, 'outcome')?.toLocaleLowerCase(locale) ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/action-ends',
    body: { action: values['action'] ?? '', outcome: values['outcome'] ?? '', ...freeOccurrence(values) },
  }),
};

function open({ story, codes, today }: FormContext): readonly Option[] {
  const labels = new Map(codes('action-kinds', today).map(({ code, label }) => [code, label]));
  return story.intervals
    .filter(({ kind, to }) => kind === 'action' && to === undefined)
    .map(({ id, code, from }) => ({
      value: id,
      label: t('option.orientation', {
        structure: labels.get(code ?? '') ?? t('entry.ActionStarted'),
        date: shortDay(from, today, locale),
      }),
    }));
}
