import { useEffect, useRef } from 'react';
import type { Saving } from '../api/index.js';
import { t } from '../i18n/index.js';
import { fieldId } from './field.js';

interface FormProblemProps {
  readonly saving: Saving;
  readonly labels: Readonly<Record<string, string>>;
}

/** On top of a form: what was refused, with a link to each field. It takes the focus, so that nobody misses it. */
export function FormProblem({ saving, labels }: FormProblemProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saving.state === 'refused' || saving.state === 'no-answer') box.current?.focus();
  }, [saving]);
  if (saving.state === 'no-answer') {
    return (
      <div className="form-problem" role="alert" tabIndex={-1} ref={box}>
        <p>{saving.message}</p>
      </div>
    );
  }
  if (saving.state !== 'refused') return null;
  const fields = Object.entries(saving.fields);
  return (
    <div className="form-problem" role="alert" tabIndex={-1} ref={box}>
      <p>{saving.message}</p>
      {fields.length + saving.rest.length > 0 && (
        <ul>
          {fields.map(([name, message]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`} onClick={focusOn(name)}>
                {labels[name] ?? name}
              </a>
              {` : ${message}`}
            </li>
          ))}
          {saving.rest.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const focusOn = (name: string) => (event: { preventDefault(): void }) => {
  event.preventDefault();
  document.getElementById(fieldId(name))?.focus();
};

/** The refusal of a form by the page itself, before anything is sent. */
export function missing(fields: Readonly<Record<string, string>>): Saving {
  return { state: 'refused', message: t('form.errors', { count: Object.keys(fields).length }), fields, rest: [] };
}

/** What is said beside the button. */
export function SavingWord({ saving }: { readonly saving: Saving }) {
  const word = { sending: t('save.sending'), saved: t('save.saved') }[saving.state as 'sending' | 'saved'];
  return (
    <span role="status" className={saving.state === 'saved' ? 'form-saved' : 'quiet'}>
      {word ?? ''}
    </span>
  );
}
