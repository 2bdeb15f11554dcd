import { useState, type FormEvent } from 'react';
import { useSubmission } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';

/** How a professional is called and written to. */
export interface Identity {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

interface IdentityFormProps {
  /** Tells the fields of one form from those of the next. */
  readonly name: string;
  readonly from: Identity;
  readonly submitWord: string;
  readonly send: (identity: Identity, key: string) => Promise<unknown>;
  /** Whether the form is emptied once it is saved. */
  readonly again: boolean;
}

const POINTERS = { givenName: '/givenName', familyName: '/familyName', email: '/email' };
const FIELDS = ['givenName', 'familyName', 'email'] as const;

/** Names and the address that an invitation needs: of somebody new, or put right. */
export function IdentityForm({ name, from, submitWord, send, again }: IdentityFormProps) {
  const [form, setForm] = useState(from);
  const { saving, submit, refuse } = useSubmission(
    ({ givenName, familyName, email }: Identity, key: string) =>
      send({ givenName: givenName.trim(), familyName: familyName.trim(), email: email.trim() }, key),
    POINTERS,
  );
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { givenName: t('person.given'), familyName: t('person.family'), email: t('firstRun.email') };
  const field = (each: keyof Identity) => ({
    ...{ name: `${name}-${each}`, label: labels[each], value: form[each], error: errors[each] },
    onChange: (value: string) => setForm((old) => ({ ...old, [each]: value })),
  });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = FIELDS.filter((each) => form[each].trim() === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((each) => [each, t('form.required')]))));
    if ((await submit(form)) === undefined) return;
    if (again) setForm(from);
    await queryClient.invalidateQueries({ queryKey: ['professionals'] });
  }

  return (
    <form className="stack admin-form" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <div className="form-grid">
        <TextField {...field('givenName')} />
        <TextField {...field('familyName')} />
        <TextField {...field('email')} type="email" />
      </div>
      <div className="row">
        <button type="submit" className="button button-primary">
          {submitWord}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}
