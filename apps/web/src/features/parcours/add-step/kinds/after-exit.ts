import { locale, shortDay, t } from '../../../../i18n/index.js';
import { mayDecide } from '../../story/standing.js';
import { NOTHING_PENDING, occurrence, when, type StepForm } from '../step-form.js';
import { codeOptions, labelIn } from './options.js';

/** Said where the person could not be reached, which is an answer of its own and no situation. */
const NOT_REACHED = 'not-reached';

export const sixMonth: StepForm = {
  kind: 'sixMonth',
  hue: 'job',
  icon: 'calendar',
  lists: ['follow-up-situations'],
  dated: 'after-opening',
  impossible({ exit, followedUp }) {
    if (exit === undefined) return NOTHING_PENDING.notExited;
    return followedUp ? NOTHING_PENDING.followedUp : undefined;
  },
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'situation',
      label: 'field.sixMonth',
      control: {
        type: 'options',
        options: [
          ...codeOptions(context, 'follow-up-situations', values),
          { value: NOT_REACHED, label: t('field.notReached') },
        ],
      },
    },
  ],
  sentence: (values, context) =>
    t('sentence.sixMonth', {
      name: context.person,
      situation:
        values['situation'] === NOT_REACHED
          ? t('field.notReached').toLocaleLowerCase()
          : (labelIn(context, 'follow-up-situations', values, 'situation') ?? t('step.unknown')),
    }),
  request: (values, { story }) => ({
    path: '/parcours/{id}/steps/six-month-situations',
    body: {
      exit: story.exit?.id ?? '',
      ...(values['situation'] === NOT_REACHED
        ? { notReached: true as const }
        : { situation: values['situation'] ?? '' }),
      ...occurrence(values),
    },
  }),
  recall: ({ data }) => (data['notReached'] === true ? { situation: NOT_REACHED } : {}),
};

/** The exit is no longer one, and the parcours goes on; somebody who comes back later opens another. */
export const reopening: StepForm = {
  kind: 'reopening',
  hue: 'support',
  icon: 'undo',
  lists: [],
  dated: 'after-opening',
  impossible({ exit, followedUp }, standing) {
    if (exit === undefined) return NOTHING_PENDING.notExited;
    // What was found six months after an exit stands only while the exit does (domain.md § 4).
    if (followedUp) return NOTHING_PENDING.followUpStands;
    return mayDecide(standing) ? undefined : NOTHING_PENDING.referent;
  },
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [],
  sentence: (values, context) =>
    t('sentence.reopening', {
      when: when(values, context),
      name: context.person,
      exit: context.story.exit === undefined ? '' : shortDay(context.story.exit.on, context.today, locale),
    }),
  request: (values, { story }) => ({
    path: '/parcours/{id}/steps/reopenings',
    body: { exit: story.exit?.id ?? '', ...occurrence(values) },
  }),
};
