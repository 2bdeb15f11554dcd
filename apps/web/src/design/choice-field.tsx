import { FieldGroup, type FieldProps } from './field.js';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few answers, all in sight. */
export function ChoiceField({ options, value, onChange, ...field }: ChoiceFieldProps) {
  return (
    <FieldGroup {...field}>
      <div className="choices">
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              name={field.name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

interface SeveralFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several answers among some. */
export function SeveralField({ options, values, onChange, ...field }: SeveralFieldProps) {
  return (
    <FieldGroup {...field}>
      <div className="choices">
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="checkbox"
              name={field.name}
              checked={values.includes(option.value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...values, option.value] : values.filter((value) => value !== option.value))
              }
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
