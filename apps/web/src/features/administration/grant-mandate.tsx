import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, withKey, type MandateForm, type Named, type Role } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { FormProblem, SavingWord, SelectField, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { heldFor, ROLES } from './mandates.js';

interface GrantMandateProps {
  readonly professional: string;
  readonly name: string;
  readonly structures: readonly Named[];
  readonly territories: readonly Named[];
  readonly today: string;
}

const POINTERS = { role: '/role', place: '/structure', territory: '/territory', from: '/from' };

/** What somebody may do, for what, and from which day on. */
export function GrantMandate({ professional, name, structures, territories, today }: GrantMandateProps) {
  const [role, setRole] = useState<Role>('operator');
  const [chosen, setChosen] = useState('');
  const [chosenTerritory, setChosenTerritory] = useState('');
  const [from, setFrom] = useState(today);
  const { saving, submit } = useSubmission((body: MandateForm, key: string) => send(professional, body, key), POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const held = heldFor(role);
  const places = held === 'structure' ? structures : held === 'territory' ? territories : [];
  const place = places.find(({ id }) => id === chosen) ?? places[0];
  // What is imported or opened there belongs to a territory: to be said where there are several.
  const territory = territories.find(({ id }) => id === chosenTerritory) ?? territories[0];
  const labels = {
    role: t('admin.role'),
    place: t(`admin.for.${held}`),
    territory: t('admin.for.territory'),
    from: t('admin.from'),
  };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const body = {
      ...{ role, from },
      ...(held === 'structure' && place !== undefined && { structure: place.id }),
      ...(held === 'structure' && territory !== undefined && { territory: territory.id }),
      ...(held === 'territory' && place !== undefined && { territory: place.id }),
    };
    if ((await submit(body)) !== undefined) await queryClient.invalidateQueries({ queryKey: ['professionals'] });
  }

  return (
    <details>
      <summary className="small">
        {t('admin.grant')}
        <span className="visually-hidden"> : {name}</span>
      </summary>
      <form className="stack admin-form" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={labels} />
        <div className="form-grid">
          <SelectField
            name={`role-${professional}`}
            label={labels.role}
            error={errors['role']}
            value={role}
            options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
            onChange={(value) => setRole(ROLES.find((each) => each === value) ?? 'operator')}
          />
          {places.length > 0 && (
            <SelectField
              name={`place-${professional}`}
              label={labels.place}
              error={errors['place']}
              value={place?.id ?? ''}
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setChosen}
            />
          )}
          {held === 'structure' && territories.length > 1 && (
            <SelectField
              name={`territory-${professional}`}
              label={labels.territory}
              error={errors['territory']}
              value={territory?.id ?? ''}
              options={territories.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setChosenTerritory}
            />
          )}
          <TextField
            name={`from-${professional}`}
            label={labels.from}
            error={errors['from']}
            type="date"
            value={from}
            onChange={setFrom}
          />
        </div>
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('admin.grantSubmit')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </details>
  );
}

function send(id: string, body: MandateForm, key: string) {
  return answer(client.POST('/professionals/{id}/mandates', { params: { path: { id } }, body, ...withKey(key) }));
}
