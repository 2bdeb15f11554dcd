import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import type { Saving } from '../api/index.js';
import { t } from '../i18n/index.js';
import type { FieldProps } from './field.js';
import { FormProblem, SavingWord } from './form-status.js';

/** What a field is called, its label and its error, by the name it has in the form. */
type FieldOf<Name extends string> = (name: Name) => Pick<FieldProps, 'name' | 'label' | 'error'>;

interface FoldedFormProps<Name extends string> {
  /** Of the form: its fields are told by it from those of the other forms of the page. */
  readonly name: string;
  /** What it is for, on the line that unfolds it. */
  readonly word: string;
  /** On its button; « Enregistrer » unless told. */
  readonly submitWord?: string;
  readonly saving: Saving;
  readonly labels: Readonly<Record<Name, string>>;
  readonly onSubmit: () => unknown;
  readonly children: (field: FieldOf<Name>) => ReactNode;
}

/** A form that stays folded, and is not there at all, until it is asked for the first time. */
export function FoldedForm<Name extends string>({
  name: form,
  word,
  submitWord,
  saving,
  labels,
  onSubmit,
  children,
}: FoldedFormProps<Name>) {
  const [asked, setAsked] = useState(false);
  // The same refusal is the same object: it takes the focus once.
  const shown = useMemo(
    () => (saving.state === 'refused' ? { ...saving, fields: under(form, saving.fields) } : saving),
    [form, saving],
  );
  function send(event: FormEvent) {
    event.preventDefault();
    void onSubmit();
  }
  const field: FieldOf<Name> = (name) => ({
    name: `${form}-${name}`,
    label: labels[name],
    error: saving.state === 'refused' ? saving.fields[name] : undefined,
  });
  return (
    <details className="folded" onToggle={({ currentTarget }) => currentTarget.open && setAsked(true)}>
      <summary className="small">{word}</summary>
      {asked && (
        <form className="stack" noValidate onSubmit={send}>
          <FormProblem saving={shown} labels={under(form, labels)} />
          {children(field)}
          <div className="row">
            <button type="submit" className="button">
              {submitWord ?? t('step.submit')}
            </button>
            <SavingWord saving={saving} />
          </div>
        </form>
      )}
    </details>
  );
}

function under(form: string, named: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(named).map(([name, text]) => [`${form}-${name}`, text]));
}
