import { fieldId } from './field.js';
import { Icon } from './icon.js';

interface SearchFieldProps {
  readonly name: string;
  /** Said to screen readers, and shown in the field while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The keys that lead to the search from anywhere. */
  readonly keys?: string;
}

/** One line that finds as it is typed. */
export function SearchField({ name, label, value, onChange, keys }: SearchFieldProps) {
  return (
    <div className="search no-print">
      <Icon name="search" />
      <input
        id={fieldId(name)}
        className="input"
        type="search"
        autoComplete="off"
        maxLength={100}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {keys !== undefined && value === '' && <kbd aria-hidden="true">{keys}</kbd>}
    </div>
  );
}
