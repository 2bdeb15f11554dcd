import type { Option } from './choice-field.js';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (Option & { readonly value: Value })[];
  /** None where what is seen is none of them. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** Two or three ways of looking at the same thing. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="segment"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
