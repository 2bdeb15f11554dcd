import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { mayAnswer, type Standing } from '../../story/standing.js';
import type { Orientation, Story } from '../../story/story.js';
import type { FieldSpec, FormContext, Values } from '../step-form.js';
import { preset } from './options.js';

/** Which of these orientations the step is about. */
export const which = (context: FormContext, orientations: readonly Orientation[]): FieldSpec => ({
  name: 'orientation',
  label: 'field.orientation',
  control: { type: 'options', options: orientationOptions(context, orientations) },
});

/** The form as it opens on one of these orientations, today. */
export const blankFor = (context: FormContext, orientations: readonly Orientation[]) => ({
  orientation: preset(orientationOptions(context, orientations), context),
  occurredOn: context.today,
});

/** Orientations as choices, each by its receiver and the day since which it waits. */
function orientationOptions({ glossary, today }: FormContext, orientations: readonly Orientation[]): readonly Option[] {
  return orientations.map((orientation) => ({
    value: orientation.id,
    label: t('option.orientation', {
      structure: glossary.name(orientation.toStructure) ?? t('now.elsewhere'),
      date: shortDay(orientation.acceptedOn ?? orientation.proposedOn, today, locale),
    }),
  }));
}

/** Orientations that have neither begun nor ended. */
export function unended({ orientations }: Pick<Story, 'orientations'>): readonly Orientation[] {
  return orientations.filter(({ startedOn, endedOn }) => startedOn === undefined && endedOn === undefined);
}

/** Those that wait for an answer (`proposed`) or for the first meeting (`accepted`). */
export function waiting(story: Story, state: 'proposed' | 'accepted'): readonly Orientation[] {
  return unended(story).filter(({ acceptedOn }) => (acceptedOn === undefined) === (state === 'proposed'));
}

/** Those of them that are the reader's to answer. */
export function received(story: Story, standing: Standing, state: 'proposed' | 'accepted'): readonly Orientation[] {
  return waiting(story, state).filter((orientation) => mayAnswer(orientation, standing));
}

/** The structure of the orientation chosen. */
export function receiverOf({ story, glossary }: FormContext, values: Values): string {
  const orientation = story.orientations.find(({ id }) => id === values['orientation']);
  return glossary.name(orientation?.toStructure) ?? t(orientation === undefined ? 'step.unknown' : 'now.elsewhere');
}
