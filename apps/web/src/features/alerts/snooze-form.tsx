import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, withKey, type Alert } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { FormProblem, SavingWord, TextField } from '../../design/index.js';
import { addDays, t } from '../../i18n/index.js';

interface SnoozeFormProps {
  readonly alert: Alert;
  readonly today: string;
  readonly onDone: () => void;
}

/** Days that one puts an alert off for, most often. */
const USUAL = 7;

/** Until a day, on which it comes back by itself; what ends meanwhile ends all the same. */
export function SnoozeForm({ alert, today, onDone }: SnoozeFormProps) {
  const [until, setUntil] = useState(() => addDays(today, USUAL));
  const { saving, submit } = useSubmission(
    (body: { until: string }, key: string) =>
      answer(
        client.POST('/alerts/{id}/snooze', {
          ...{ params: { path: { id: alert.id } }, body: { n: alert.n, ...body } },
          ...withKey(key),
        }),
      ),
    { until: '/until' },
  );
  const labels = { until: t('alerts.snoozeUntil') };
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit({ until })) === undefined) return;
    onDone();
    await queryClient.invalidateQueries({ queryKey: ['alerts'] });
  }
  return (
    <form className="stack alert-closing" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <TextField
        name={`until-${alert.id}`}
        label={labels.until}
        hint={t('alerts.snoozeHelp')}
        error={saving.state === 'refused' ? saving.fields['until'] : undefined}
        type="date"
        value={until}
        onChange={setUntil}
      />
      <div className="row">
        <button type="submit" className="button">
          {t('alerts.snoozeSubmit')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}
