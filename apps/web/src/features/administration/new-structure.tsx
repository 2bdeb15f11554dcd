import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answer, client, nomenclatureQuery, useSubmission, withKey } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { ComboField } from '../../design/combo-field.js';
import { FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { territoriesQuery } from './queries.js';

const BLANK = { name: '', kind: '', siret: '' };
const POINTERS = { name: '/name', kind: '/kind', siret: '/siret' };

/** A structure, and its seat on the technical committee, without which its people log nothing. */
export function NewStructure() {
  const [form, setForm] = useState(BLANK);
  // The field that is searched forgets what it shows only with the form it belongs to.
  const [round, setRound] = useState(0);
  const kinds = useQuery(nomenclatureQuery('structure-kinds')).data;
  const territory = useQuery(territoriesQuery).data?.[0]?.id;
  const { saving, submit, refuse } = useSubmission(send, POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { name: t('firstRun.structureName'), kind: t('firstRun.structureKind'), siret: t('firstRun.siret') };
  const field = (name: keyof typeof BLANK) => ({
    ...{ name: `structure-${name}`, label: labels[name], value: form[name], error: errors[name] },
    onChange: (value: string) => setForm((old) => ({ ...old, [name]: value })),
  });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = (['name', 'kind'] as const).filter((name) => form[name].trim() === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    if ((await submit({ ...form, territory })) === undefined) return;
    setForm(BLANK);
    setRound(round + 1);
    await queryClient.invalidateQueries({ queryKey: ['structures'] });
  }

  return (
    <details>
      <summary>{t('admin.addStructure')}</summary>
      <form className="stack admin-form" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={labels} />
        <div className="form-grid">
          <TextField {...field('name')} />
          {kinds !== undefined && (
            <ComboField
              key={round}
              {...field('kind')}
              options={kinds.map(({ code, label }) => ({ value: code, label }))}
            />
          )}
          <TextField {...field('siret')} optional />
        </div>
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('admin.addStructure')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </details>
  );
}

interface NewStructureBody {
  readonly name: string;
  readonly kind: string;
  readonly siret: string;
  readonly territory: string | undefined;
}

/** Two commands in one gesture; told again under the same keys, both are taken once. */
async function send({ name, kind, siret, territory }: NewStructureBody, key: string) {
  const digits = siret.replaceAll(/\s/g, '');
  const body = { name: name.trim(), kind, ...(digits !== '' && { siret: digits }) };
  const { id } = await answer(client.POST('/structures', { body, ...withKey(key) }));
  if (id !== undefined && territory !== undefined) {
    const from = dayOf(new Date());
    const params = { path: { id } };
    await answer(
      client.POST('/structures/{id}/seats', { params, body: { territory, from }, ...withKey(nextKey(key)) }),
    );
  }
  return true;
}

/** A second key that follows from the first, so that a retry of both sends both again unchanged. */
function nextKey(key: string): string {
  const last = key.at(-1) === '0' ? '1' : '0';
  return `${key.slice(0, -1)}${last}`;
}
