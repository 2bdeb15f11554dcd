import { useId } from 'react';
import type { Option } from './choice-field.js';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (Option & { readonly value: Value })[];
  /** None where what is seen is none of them. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** Two or three ways of looking at the same thing, one at a time. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segments" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
