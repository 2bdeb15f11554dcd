import { Field } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { typedNumber } from '../rule-set.js';
import type { Pen } from './pen.js';

interface NumberFieldProps {
  readonly pen: Pen;
  /** JSON pointer of the number. */
  readonly at: string;
  readonly label: string;
  readonly optional?: boolean;
}

/** A small number with its label above; in words where it may only be read. */
export function NumberField({ pen, at, label, optional }: NumberFieldProps) {
  const value = pen.value(at);
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const { write } = pen;
  if (write === undefined) {
    if (text === '') return null;
    return (
      <span className="rules-number">
        <span className="quiet small">{label}</span>
        <b>{text}</b>
      </span>
    );
  }
  return (
    <div className="rules-number">
      <Field name={at} label={label} error={pen.error(at)} optional={optional}>
        {(wiring) => (
          <input
            {...wiring}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              const typed = typedNumber(event.target.value);
              // What must be there is sent empty, and refused at its field.
              write(at, typed ?? (optional === true ? undefined : ''));
            }}
          />
        )}
      </Field>
    </div>
  );
}

export function CellSelect({
  pen,
  at,
  label,
  options,
}: Omit<NumberFieldProps, 'optional'> & { readonly options: readonly { value: string | null; label: string }[] }) {
  const value = pen.value(at) ?? null;
  const { write } = pen;
  const shown = options.find((option) => option.value === value)?.label ?? t('rules.none');
  if (write === undefined) return <span>{shown}</span>;
  return (
    <select
      className="input rules-select"
      aria-label={label}
      aria-invalid={pen.error(at) === undefined ? undefined : true}
      id={`field-${at}`}
      value={String(value ?? '')}
      onChange={(event) => write(at, event.target.value === '' ? null : event.target.value)}
    >
      {options.map((option) => (
        <option key={String(option.value)} value={option.value ?? ''}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
