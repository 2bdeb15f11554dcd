import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { endReason } from '../../words/entry-words.js';
import {
  NOTHING_PENDING,
  chosen,
  freeOccurrence,
  given,
  said,
  when,
  type FieldSpec,
  type FormContext,
  type StepForm,
  type Values,
} from '../step-form.js';
import { codeOptions, extraOf, labelIn, preset } from './options.js';

/** What nobody knew is said as such, never taken for zero, short or none. */
const UNKNOWN = 'unknown';

export const jobStart: StepForm = {
  kind: 'jobStart',
  hue: 'job',
  icon: 'job',
  lists: ['contracts'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'contract',
      label: 'field.contract',
      control: { type: 'search', options: codeOptions(context, 'contracts', values) },
    },
    { name: 'employer', label: 'field.employer', optional: true, control: { type: 'text' } },
    {
      name: 'weeklyHours',
      label: 'field.weeklyHours',
      hint: 'field.unknownHelp',
      optional: true,
      control: { type: 'number' },
    },
    {
      name: 'signedOn',
      label: 'field.signedOn',
      hint: 'field.unknownHelp',
      optional: true,
      control: { type: 'day', max: context.today },
    },
    ...(openEnded(values, context) === 'yes'
      ? []
      : [
          {
            name: 'expectedEnd',
            label: 'field.contractEnd',
            hint: 'field.contractEndHelp',
            optional: true,
            control: { type: 'day' },
          } satisfies FieldSpec,
        ]),
  ],
  sentence(values, context) {
    const employer = said(values, 'employer');
    return t(employer === undefined ? 'sentence.jobStart' : 'sentence.jobStartAt', {
      when: when(values, context),
      name: context.person,
      employer: employer ?? '',
      contract: labelIn(context, 'contracts', values, 'contract') ?? t('step.unknown'),
    });
  },
  request: (values, context) => ({
    path: '/parcours/{id}/steps/job-starts',
    body: {
      contract: values['contract'] ?? '',
      weeklyHours: hoursOf(values),
      ...(said(values, 'employer') !== undefined && { employer: { label: said(values, 'employer') ?? '' } }),
      signedOn: said(values, 'signedOn') ?? UNKNOWN,
      ...endOf(values, context),
      ...freeOccurrence(values),
    },
  }),
};

/** A comma is how decimals are written here. */
function hoursOf(values: Values): number | typeof UNKNOWN {
  const hours = Number((said(values, 'weeklyHours') ?? '').replace(',', '.'));
  return said(values, 'weeklyHours') === undefined || Number.isNaN(hours) ? UNKNOWN : hours;
}

/** A contract without end has no day; one with an end that nobody knows says so. */
function endOf(values: Values, context: FormContext): { expectedEnd?: string } {
  const kind = openEnded(values, context);
  if (kind === 'yes') return {};
  const day = said(values, 'expectedEnd') ?? (kind === 'no' ? UNKNOWN : undefined);
  return day === undefined ? {} : { expectedEnd: day };
}

function openEnded(values: Values, context: FormContext): string | undefined {
  return extraOf(context, 'contracts', values['contract'], 'open_ended');
}

const ENDS = [
  'term',
  'left-for-another-job',
  'resigned',
  'mutual',
  'trial-broken-by-employer',
  'trial-broken-by-employee',
  'broken-by-employer',
  'other',
] as const;

export const jobEnd: StepForm = {
  kind: 'jobEnd',
  hue: 'job',
  icon: 'exit',
  lists: ['contracts'],
  dated: 'freely',
  impossible: ({ jobs }) => (jobs.some(({ to }) => to === undefined) ? undefined : NOTHING_PENDING.job),
  blank: (context) => ({ job: preset(openJobs(context), context), occurredOn: context.today }),
  fields: (_, context) => [
    { name: 'job', label: 'field.job', control: { type: 'options', options: openJobs(context) } },
    {
      name: 'reason',
      label: 'field.jobEndReason',
      control: { type: 'options', options: ENDS.map((value) => ({ value, label: t(`end.${value}`) })) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.jobEnd', { when: when(values, context), reason: endReason(values['reason']) ?? t('step.unknown') }),
  request: (values) => ({
    path: '/parcours/{id}/steps/job-ends',
    body: { job: values['job'] ?? '', reason: chosen(values, 'reason'), ...freeOccurrence(values) },
  }),
};

function openJobs({ story, glossary }: FormContext): readonly Option[] {
  return story.jobs
    .filter(({ to }) => to === undefined)
    .map(({ id, contract, employer }) => ({
      value: id,
      label: [glossary.label('contracts', contract) ?? [], employer ?? []].flat().join(', ') || t('entry.JobStarted'),
    }));
}

/** Signed, and still to begin. */
export const jobSignature: StepForm = {
  ...jobStart,
  kind: 'jobSignature',
  icon: 'check',
  fields: (values, context) => [
    { name: 'startsOn', label: 'field.startsOn', control: { type: 'day' } },
    {
      name: 'contract',
      label: 'field.contract',
      optional: true,
      control: { type: 'search', options: codeOptions(context, 'contracts', values) },
    },
    {
      name: 'employer',
      label: 'field.employer',
      pointer: '/employer/label',
      optional: true,
      control: { type: 'text' },
    },
  ],
  sentence(values, context) {
    const startsOn = said(values, 'startsOn');
    return t('sentence.jobSignature', {
      when: when(values, context),
      name: context.person,
      on: startsOn === undefined ? t('step.unknown') : shortDay(startsOn, context.today, locale),
    });
  },
  request(values) {
    const employer = said(values, 'employer');
    return {
      path: '/parcours/{id}/steps/job-signatures',
      body: {
        startsOn: values['startsOn'] ?? '',
        ...given(values, 'contract'),
        ...(employer !== undefined && { employer: { label: employer } }),
        ...freeOccurrence(values),
      },
    };
  },
};
