import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, withKey } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';

const BLANK = { givenName: '', familyName: '', email: '' };
type Typed = typeof BLANK;
const POINTERS = { givenName: '/givenName', familyName: '/familyName', email: '/email' };

/** Somebody who will work here; what they may do is given by a mandate, and they come in by a link. */
export function NewProfessional() {
  const [form, setForm] = useState(BLANK);
  const { saving, submit, refuse } = useSubmission(send, POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { givenName: t('person.given'), familyName: t('person.family'), email: t('firstRun.email') };
  const field = (name: keyof Typed) => ({
    ...{ name: `professional-${name}`, label: labels[name], value: form[name], error: errors[name] },
    onChange: (value: string) => setForm((old) => ({ ...old, [name]: value })),
  });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = (['givenName', 'familyName', 'email'] as const).filter((name) => form[name].trim() === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    if ((await submit(form)) === undefined) return;
    setForm(BLANK);
    await queryClient.invalidateQueries({ queryKey: ['professionals'] });
  }

  return (
    <details>
      <summary>{t('admin.addProfessional')}</summary>
      <form className="stack admin-form" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={labels} />
        <div className="form-grid">
          <TextField {...field('givenName')} />
          <TextField {...field('familyName')} />
          <TextField {...field('email')} type="email" />
        </div>
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('admin.addProfessional')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </details>
  );
}

function send({ givenName, familyName, email }: Typed, key: string) {
  const body = { givenName: givenName.trim(), familyName: familyName.trim(), email: email.trim() };
  return answer(client.POST('/professionals', { body, ...withKey(key) }));
}
