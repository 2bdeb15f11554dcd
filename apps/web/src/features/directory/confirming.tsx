import { useState, type FormEvent } from 'react';
import { acting, answer, client, useSubmission, withKey, type Service } from '../../api/index.js';
import { FormProblem, SavingWord, TextField } from '../../design/index.js';
import { locale, longDay, t } from '../../i18n/index.js';

interface ConfirmingProps {
  readonly service: Service;
  readonly onDone: () => unknown;
}

/** It is still so, in one press; the places open may have changed meanwhile. */
export function Confirming({ service, onDone }: ConfirmingProps) {
  const { id, structure, confirmedOn } = service;
  const before = typeof service.placesOpen === 'number' ? String(service.placesOpen) : '';
  const [placesOpen, setPlacesOpen] = useState(before);
  const { saving, submit } = useSubmission(
    (places: string, key: string) => {
      const params = { path: { id } };
      const body = places === before ? {} : { placesOpen: places === '' ? ('unknown' as const) : Number(places) };
      return answer(
        client.POST('/services/{id}/confirmations', { params, body, ...withKey(key, acting.among(structure)) }),
      );
    },
    { placesOpen: '/placesOpen' },
  );
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit(placesOpen.trim())) !== undefined) onDone();
  }
  const label = t('service.placesOpen');
  return (
    <form className="card stack service-card no-print" noValidate onSubmit={(event) => void onSubmit(event)}>
      <div>
        <h2>{t('directory.confirmTitle')}</h2>
        <p className="quiet small">{t('directory.confirmLead', { date: longDay(confirmedOn, locale) })}</p>
      </div>
      <FormProblem saving={saving} labels={{ placesOpen: label }} />
      <TextField
        name="placesOpen"
        type="number"
        label={label}
        hint={t('service.placesOpenHelp')}
        optional
        value={placesOpen}
        error={saving.state === 'refused' ? saving.fields['placesOpen'] : undefined}
        onChange={setPlacesOpen}
      />
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('directory.confirm')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}
