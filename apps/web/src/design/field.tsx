import { useId, type ReactNode } from 'react';
import { t } from '../i18n/index.js';
import { Icon } from './icon.js';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** The id of a field's control, so that the summary of errors can link to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** What surrounds every control: label above, help under it, error beside it, all wired for screen readers. */
export function Field({
  name,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }) {
  const ids = useDescription(hint, error);
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>
        <LabelText label={label} optional={optional} />
      </label>
      <Hint id={ids.hint} text={hint} />
      {children({
        id: fieldId(name),
        'aria-describedby': ids.describedBy,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <FieldError id={ids.error} text={error} />
    </div>
  );
}

/** The same around a group of choices. */
export function FieldGroup({
  name,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  const ids = useDescription(hint, error);
  return (
    <fieldset className="field" id={fieldId(name)} tabIndex={-1} aria-describedby={ids.describedBy}>
      <legend>
        <LabelText label={label} optional={optional} />
      </legend>
      <Hint id={ids.hint} text={hint} />
      {children}
      <FieldError id={ids.error} text={error} />
    </fieldset>
  );
}

export function LabelText({ label, optional }: { readonly label: string; readonly optional?: boolean | undefined }) {
  return (
    <>
      {label}
      {optional === true && <span className="quiet small"> ({t('app.optional')})</span>}
    </>
  );
}

export function Hint({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text === undefined ? null : (
    <span className="field-hint" id={id}>
      {text}
    </span>
  );
}

export function FieldError({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text === undefined ? null : (
    <span className="field-error" id={id}>
      <Icon name="alert" />
      {text}
    </span>
  );
}

export function useDescription(hint: string | undefined, error: string | undefined) {
  const id = useId();
  const ids = { hint: `${id}hint`, error: `${id}error` };
  const present = [hint === undefined ? [] : ids.hint, error === undefined ? [] : ids.error].flat();
  return { ...ids, describedBy: present.length === 0 ? undefined : present.join(' ') };
}
