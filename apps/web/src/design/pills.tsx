import { count as counted, locale } from '../i18n/index.js';

interface PillsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly count?: number;
    /** Holds something that waits. */
    readonly hot?: boolean;
  }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The ways of looking at a list, each with how many wait there; on a phone they are pushed along. */
export function Pills<Value extends string>({ label, options, value, onChange }: PillsProps<Value>) {
  return (
    <div className="pills no-print" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={option.hot === true ? 'pill pill-hot' : 'pill'}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label} {option.count !== undefined && <b>{counted(option.count, locale)}</b>}
        </button>
      ))}
    </div>
  );
}
