import type { Option } from '../../../../design/choice-field.js';
import { t } from '../../../../i18n/index.js';
import { textIn } from '../../story/entry-data.js';
import { mayDecide } from '../../story/standing.js';
import {
  NOTHING_PENDING,
  given,
  freeOccurrence,
  said,
  when,
  type FieldSpec,
  type FormContext,
  type StepForm,
  type Values,
} from '../step-form.js';
import { codeOptions, extraOf, labelIn, yesNo } from './options.js';

/** Common law comes first: a specific action says why common law did not answer (domain.md § 4). */
export const orientation: StepForm = {
  kind: 'orientation',
  hue: 'orientation',
  icon: 'swap',
  lists: ['schemes', 'needs', 'barriers'],
  asks: 'structures',
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  // Neither the person's agreement nor a change of referent is ever assumed.
  blank: ({ today }) => ({ occurredOn: today }),
  servicesOf: (values) => said(values, 'toStructure'),
  filled(name, values, { services }) {
    if (name === 'toStructure') return isOf(values, services) ? values : { ...values, service: '' };
    const chosen = name === 'service' ? services?.find(({ id }) => id === values['service']) : undefined;
    if (chosen === undefined) return values;
    const { scheme, commonLaw } = chosen;
    return { ...values, ...(scheme !== undefined && { scheme }), commonLaw: commonLaw ? 'yes' : 'no' };
  },
  recall: ({ data }) => ({ service: textIn(data, 'service') ?? '' }),
  fields(values, context) {
    const services = serviceOptions(values, context);
    const law = commonLawOf(values, context);
    return [
      {
        name: 'toStructure',
        label: 'field.toStructure',
        control: {
          type: 'search',
          options: context.structures.map(({ id, name }) => ({ value: id, label: name })),
        },
      },
      ...(services.length === 0
        ? []
        : [
            {
              ...{ name: 'service', label: 'field.service', hint: 'field.serviceHelp', optional: true },
              goesWith: 'toStructure',
              control: { type: 'search', options: services },
            } satisfies FieldSpec,
          ]),
      {
        name: 'need',
        label: 'field.need',
        control: {
          type: 'search',
          options: [...codeOptions(context, 'needs', values), ...codeOptions(context, 'barriers', values)],
        },
      },
      {
        name: 'scheme',
        label: 'field.scheme',
        control: { type: 'search', options: codeOptions(context, 'schemes', values) },
      },
      ...(statedLaw(values, context) === undefined && said(values, 'scheme') !== undefined
        ? [yesNo('commonLaw', 'field.commonLaw', { hint: 'field.commonLawHelp' })]
        : []),
      ...(law === 'no'
        ? [
            {
              name: 'noCommonLawReason',
              label: 'field.noCommonLawReason',
              hint: 'field.noCommonLawReasonHelp',
              control: { type: 'lines' },
            } satisfies FieldSpec,
          ]
        : []),
      {
        name: 'summary',
        label: 'field.summary',
        hint: 'field.summaryHelp',
        pointer: '/sheet/summary',
        control: { type: 'lines' },
      },
      yesNo('personAgreed', 'field.personAgreed', { hint: 'field.personAgreedHelp' }),
      // Whoever answers for the parcours proposes to hand it over; nobody else is asked.
      ...(mayDecide(context.standing)
        ? [yesNo('transfersReferent', 'field.transfersReferent', { hint: 'field.transfersReferentHelp' })]
        : []),
      {
        name: 'expectations',
        label: 'field.expectations',
        pointer: '/sheet/expectations',
        optional: true,
        last: true,
        control: { type: 'lines' },
      },
      {
        name: 'constraints',
        label: 'field.constraints',
        hint: 'field.noteHelp',
        pointer: '/sheet/constraints',
        optional: true,
        last: true,
        control: { type: 'lines' },
      },
    ];
  },
  sentence(values, context) {
    const scheme = labelIn(context, 'schemes', values, 'scheme');
    const structure = context.structures.find(({ id }) => id === values['toStructure'])?.name;
    return t('sentence.orientation', {
      when: when(values, context),
      name: context.person,
      structure: structure ?? t('step.unknown'),
      scheme: scheme ?? t('step.unknown'),
    });
  },
  request: (values, context) => ({
    path: '/parcours/{id}/steps/orientations',
    body: {
      toStructure: values['toStructure'] ?? '',
      ...given(values, 'service'),
      scheme: values['scheme'] ?? '',
      commonLaw: commonLawOf(values, context) === 'yes',
      need: values['need'] ?? '',
      ...(commonLawOf(values, context) === 'no' && given(values, 'noCommonLawReason')),
      personAgreed: values['personAgreed'] === 'yes',
      transfersReferent: values['transfersReferent'] === 'yes',
      sheet: {
        summary: said(values, 'summary') ?? '',
        ...given(values, 'expectations'),
        ...given(values, 'constraints'),
      },
      ...freeOccurrence(values),
    },
  }),
};

/** True while these are the services of the structure that was chosen. */
function isOf(values: Values, services: FormContext['services']): boolean {
  return services?.some(({ structure }) => structure === values['toStructure']) === true;
}

/** What the structure offers on the day of the step; what was chosen before stays to be read. */
function serviceOptions(values: Values, { services = [], today }: FormContext): readonly Option[] {
  const day = said(values, 'occurredOn') ?? today;
  return services
    .filter(({ id, withdrawnOn }) => withdrawnOn === null || withdrawnOn > day || id === values['service'])
    .map(({ id, name, stale }) => ({ value: id, label: stale ? t('option.staleService', { name }) : name }));
}

function statedLaw(values: Values, context: FormContext): string | undefined {
  return extraOf(context, 'schemes', values['scheme'], 'common_law');
}

/** As the list of schemes states it; asked only where it does not. */
function commonLawOf(values: Values, context: FormContext): string | undefined {
  return statedLaw(values, context) ?? said(values, 'commonLaw');
}
