import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { mayDecide } from '../../story/standing.js';
import type { Support } from '../../story/story.js';
import { NOTHING_PENDING, occurrence, said, when, type FormContext, type StepForm, type Values } from '../step-form.js';
import { codeOptions, labelIn, preset } from './options.js';

const base: Pick<StepForm, 'hue' | 'icon' | 'lists' | 'dated'> = {
  hue: 'support',
  icon: 'users',
  lists: [],
  dated: 'after-opening',
};

/** A new referent; whoever was it is no longer, from that day on. */
export const referent: StepForm = {
  ...base,
  kind: 'referent',
  icon: 'user',
  asks: 'colleagues',
  impossible({ exitedOn }, standing) {
    if (exitedOn !== undefined) return NOTHING_PENDING.exited;
    return mayDecide(standing) ? undefined : NOTHING_PENDING.referent;
  },
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (_, { colleagues }) => [
    {
      name: 'professional',
      label: 'field.referent',
      hint: 'field.referentHelp',
      control: { type: 'search', options: colleagues },
    },
  ],
  sentence: (values, context) =>
    t('sentence.referent', {
      when: when(values, context),
      name: context.person,
      who: context.colleagues.find(({ value }) => value === values['professional'])?.label ?? t('step.unknown'),
    }),
  request(values) {
    // Somebody may hold a mandate in several structures: the answer names both.
    const [professional = '', structure] = (values['professional'] ?? '').split('/');
    return {
      path: '/parcours/{id}/steps/referents',
      body: { professional, ...(structure !== undefined && { structure }), ...occurrence(values) },
    };
  },
  recall: ({ data }) => ({ professional: [data['professional'], data['structure']].filter(Boolean).join('/') }),
};

/** Nobody answers for the parcours from that day on: days without a referent begin, and show. */
export const referentRelease: StepForm = {
  ...base,
  kind: 'referentRelease',
  icon: 'exit',
  impossible({ assignment, exitedOn }, standing) {
    if (exitedOn !== undefined) return NOTHING_PENDING.exited;
    if (assignment === undefined) return NOTHING_PENDING.noReferent;
    return mayDecide(standing) ? undefined : NOTHING_PENDING.referent;
  },
  blank: ({ today, story }) => ({ occurredOn: today, assignment: story.assignment?.id ?? '' }),
  fields: () => [],
  sentence: (values, context) =>
    t('sentence.referentRelease', {
      when: when(values, context),
      name: context.person,
      who: context.glossary.name(context.story.assignment?.professional) ?? t('sentence.theReferent'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/referent-releases',
    body: { assignment: values['assignment'] ?? '', ...occurrence(values) },
  }),
  recall: ({ data }) => ({ assignment: String(data['assignment'] ?? '') }),
};

export const joining: StepForm = {
  ...base,
  kind: 'joining',
  lists: ['support-kinds'],
  asks: 'structures',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'structure',
      label: 'field.joins',
      control: { type: 'search', options: outside(context) },
    },
    {
      name: 'supportKind',
      label: 'field.supportKind',
      control: { type: 'options', options: codeOptions(context, 'support-kinds', values) },
    },
    { name: 'role', label: 'field.role', hint: 'field.roleHelp', control: { type: 'text' } },
  ],
  sentence: (values, context) =>
    t('sentence.joining', {
      when: when(values, context),
      name: context.person,
      structure: outside(context).find(({ value }) => value === values['structure'])?.label ?? t('step.unknown'),
      kind: labelIn(context, 'support-kinds', values, 'supportKind')?.toLocaleLowerCase(locale) ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/structure-joinings',
    body: {
      structure: values['structure'] ?? '',
      supportKind: values['supportKind'] ?? '',
      role: said(values, 'role') ?? '',
      ...occurrence(values),
    },
  }),
};

export const departure: StepForm = {
  ...base,
  kind: 'departure',
  icon: 'exit',
  lists: ['leaving-reasons'],
  impossible({ supports, exitedOn }) {
    if (exitedOn !== undefined) return NOTHING_PENDING.exited;
    const there = standing(supports).length;
    if (there === 1) return NOTHING_PENDING.lastStructure;
    return there > 1 ? undefined : NOTHING_PENDING.structure;
  },
  blank: (context) => ({ occurredOn: context.today, membership: preset(inside(context), context) }),
  fields: (values, context) => [
    { name: 'membership', label: 'field.leaves', control: { type: 'options', options: inside(context) } },
    {
      name: 'reason',
      label: 'field.jobEndReason',
      control: { type: 'options', options: codeOptions(context, 'leaving-reasons', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.departure', {
      when: when(values, context),
      structure: nameIn(inside(context), values, 'membership'),
      reason: labelIn(context, 'leaving-reasons', values, 'reason')?.toLocaleLowerCase(locale) ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/structure-departures',
    body: { membership: values['membership'] ?? '', reason: values['reason'] ?? '', ...occurrence(values) },
  }),
};

function nameIn(options: readonly Option[], values: Values, name: string): string {
  return options.find(({ value }) => value === values[name])?.label ?? t('step.unknown');
}

/** Those that take part today, each by the entry of its joining. */
function inside({ story, glossary, today }: FormContext): readonly Option[] {
  return standing(story.supports).map(({ id, structure, from }) => ({
    value: id,
    label: t('option.orientation', {
      structure: glossary.name(structure) ?? t('now.elsewhere'),
      date: shortDay(from, today, locale),
    }),
  }));
}

/** Those that could join: a seat, and no part in the parcours today. */
function outside({ structures, story }: FormContext): readonly Option[] {
  const taking = new Set(standing(story.supports).map(({ structure }) => structure));
  return structures.filter(({ id }) => !taking.has(id)).map(({ id, name }) => ({ value: id, label: name }));
}

function standing(supports: readonly Support[]): readonly Support[] {
  return supports.filter(({ to }) => to === undefined);
}
