import { ComboField } from '../../../design/combo-field.js';
import { ChoiceField, TextField } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import type { FieldSpec } from './step-form.js';

interface StepFieldProps {
  readonly spec: FieldSpec;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One question on the page, by its kind of answer. */
export function StepField({ spec, value, error, onChange }: StepFieldProps) {
  const { name, label, hint, control, optional } = spec;
  const field = {
    name,
    label: t(label),
    hint: hint === undefined ? undefined : t(hint),
    optional,
    value,
    error,
    onChange,
  };
  switch (control.type) {
    case 'options':
      return <ChoiceField {...field} options={control.options} />;
    case 'search':
      return <ComboField {...field} options={control.options} />;
    case 'lines':
      return <TextField {...field} lines />;
    case 'day':
      return <TextField {...field} type="date" {...(control.max !== undefined && { max: control.max })} />;
    case 'number':
      return <TextField {...field} inputMode="decimal" />;
    case 'time':
      return <TextField {...field} type="time" />;
    case 'text':
      return <TextField {...field} />;
  }
}
