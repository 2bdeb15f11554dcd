import { t } from '../../../../i18n/index.js';
import { mayDecide } from '../../story/standing.js';
import {
  NOTHING_PENDING,
  occurrence,
  said,
  when,
  type FieldSpec,
  type FormContext,
  type StepForm,
  type Values,
} from '../step-form.js';
import { codeOptions, extraOf, labelIn } from './options.js';
import { unended } from './orientation-choice.js';

/** The reason is a code; families belong to the definitions of indicators. */
export const exit: StepForm = {
  kind: 'exit',
  hue: 'brick',
  icon: 'exit',
  lists: ['exit-reasons', 'contracts', 'proof-kinds'],
  dated: 'after-opening',
  impossible({ exitedOn, orientations }, standing) {
    if (exitedOn !== undefined) return NOTHING_PENDING.exited;
    if (!mayDecide(standing)) return NOTHING_PENDING.referent;
    return unended({ orientations }).length > 0 ? NOTHING_PENDING.orientationWaiting : undefined;
  },
  // A closed alert leads here with the reason that it proposes, to be confirmed.
  blank: ({ today, on, codes }) => ({
    occurredOn: today,
    ...(codes('exit-reasons', today).some(({ code }) => code === on) && { reason: on ?? '' }),
  }),
  fields: (values, context) => [
    {
      name: 'reason',
      label: 'field.exitReason',
      control: { type: 'search', options: codeOptions(context, 'exit-reasons', values) },
    },
    ...(needsContract(values, context) ? contractFields(values, context) : []),
    {
      name: 'proof',
      label: 'field.proof',
      pointer: '/proof/kind',
      control: { type: 'options', options: codeOptions(context, 'proof-kinds', values) },
    },
    ...(hasProof(values) ? proofFields(context) : []),
  ],
  sentence: (values, context) =>
    t('sentence.exit', {
      when: when(values, context),
      name: context.person,
      reason: labelIn(context, 'exit-reasons', values, 'reason') ?? t('step.unknown'),
    }),
  request: (values, context) => ({
    path: '/parcours/{id}/steps/exits',
    body: {
      reason: values['reason'] ?? '',
      ...(needsContract(values, context) && { contract: contractOf(values, context) }),
      proof: {
        kind: values['proof'] ?? '',
        ...(hasProof(values) && { on: values['proofOn'] ?? '', holder: { label: said(values, 'proofHolder') ?? '' } }),
      },
      ...occurrence(values),
    },
  }),
};

function needsContract(values: Values, context: FormContext): boolean {
  return extraOf(context, 'exit-reasons', values['reason'], 'needs_contract') === 'yes';
}

function hasProof(values: Values): boolean {
  const kind = said(values, 'proof');
  return kind !== undefined && kind !== 'none';
}

function contractFields(values: Values, context: FormContext): readonly FieldSpec[] {
  return [
    {
      name: 'contractKind',
      label: 'field.exitContract',
      pointer: '/contract/kind',
      control: { type: 'search', options: codeOptions(context, 'contracts', values) },
    },
    { name: 'contractStart', label: 'field.contractStart', pointer: '/contract/startsOn', control: { type: 'day' } },
    ...(openEnded(values, context) === 'yes'
      ? []
      : [
          {
            name: 'contractEnd',
            label: 'field.contractEnd',
            hint: 'field.contractEndHelp',
            pointer: '/contract/endsOn',
            optional: true,
            control: { type: 'day' },
          } satisfies FieldSpec,
        ]),
  ];
}

function proofFields({ today }: FormContext): readonly FieldSpec[] {
  return [
    { name: 'proofOn', label: 'field.proofOn', pointer: '/proof/on', control: { type: 'day', max: today } },
    {
      name: 'proofHolder',
      label: 'field.proofHolder',
      hint: 'field.proofHolderHelp',
      pointer: '/proof/holder',
      control: { type: 'text' },
    },
  ];
}

function contractOf(values: Values, context: FormContext) {
  const endsOn = said(values, 'contractEnd') ?? (openEnded(values, context) === 'no' ? 'unknown' : undefined);
  return {
    kind: values['contractKind'] ?? '',
    startsOn: values['contractStart'] ?? '',
    ...(endsOn !== undefined && openEnded(values, context) !== 'yes' && { endsOn }),
  };
}

function openEnded(values: Values, context: FormContext): string | undefined {
  return extraOf(context, 'contracts', values['contractKind'], 'open_ended');
}
