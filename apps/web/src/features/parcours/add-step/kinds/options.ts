import { inForce } from '../../../../api/codes.js';
import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { mayAnswer, type Standing } from '../../story/standing.js';
import type { Orientation, Story } from '../../story/story.js';
import type { FieldSpec, FormContext, Values } from '../step-form.js';

/** The codes of a list that may be chosen on the day of the step. */
export function codeOptions(context: FormContext, list: string, values: Values): readonly Option[] {
  const day = values['occurredOn'] || context.today;
  return inForce(context.codes(list, day), day).map((code) => ({ value: code.code, label: code.label }));
}

/** The label of what was chosen in a list. */
export function labelIn(context: FormContext, list: string, values: Values, name: string): string | undefined {
  return codeOptions(context, list, values).find(({ value }) => value === values[name])?.label;
}

/** What a list says besides of the code chosen: `yes`, `no`, or nothing where the list does not say. */
export function extraOf(context: FormContext, list: string, code: string | undefined, member: string) {
  return context.codes(list, context.today).find((item) => item.code === code)?.extra?.[member];
}

export const yesNo = (name: string, label: FieldSpec['label'], more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  label,
  control: {
    type: 'options',
    options: [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ],
  },
  ...more,
});

/** The only choice there is, or the one that the form was opened on. */
export function preset(options: readonly Option[], { on }: Pick<FormContext, 'on'>): string {
  const asked = options.find(({ value }) => value === on);
  return (asked ?? (options.length === 1 ? options[0] : undefined))?.value ?? '';
}

/** Orientations as choices, each by its receiver and the day since which it waits. */
export function orientationOptions(
  { glossary, today }: FormContext,
  orientations: readonly Orientation[],
): readonly Option[] {
  return orientations.map((orientation) => ({
    value: orientation.id,
    label: t('option.orientation', {
      structure: glossary.name(orientation.toStructure) ?? t('now.elsewhere'),
      date: shortDay(orientation.acceptedOn ?? orientation.proposedOn, today, locale),
    }),
  }));
}

/** Orientations that wait for an answer (`proposed`) or for the first meeting (`accepted`). */
export function waiting(story: Story, state: 'proposed' | 'accepted'): readonly Orientation[] {
  return story.orientations.filter(
    ({ acceptedOn, startedOn, endedOn }) =>
      startedOn === undefined && endedOn === undefined && (acceptedOn === undefined) === (state === 'proposed'),
  );
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
