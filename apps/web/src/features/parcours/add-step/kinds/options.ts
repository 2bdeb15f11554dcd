import { inForce } from '../../../../api/codes.js';
import type { Option } from '../../../../design/choice-field.js';
import { t } from '../../../../i18n/index.js';
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
