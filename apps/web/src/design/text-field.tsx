import { Field, type FieldProps } from './field.js';

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'number' | 'date' | 'time';
  readonly inputMode?: 'decimal';
  readonly autoComplete?: string;
  readonly max?: string;
  readonly lines?: boolean;
}

/** One line of text, a number or a day; several lines with `lines`. Never disabled. */
export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  inputMode,
  max,
  lines,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(wiring) =>
        lines === true ? (
          <textarea
            {...wiring}
            className="input"
            name={field.name}
            value={value}
            maxLength={2000}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...wiring}
            className="input"
            name={field.name}
            type={type}
            value={value}
            autoComplete={autoComplete}
            inputMode={inputMode}
            max={max}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
