import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answer, client, inForce, nomenclatureQuery, useSubmission, withKey, type Alert } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { ChoiceField, DayField, FormProblem, SavingWord, TextField } from '../../design/index.js';
import { isMessage, locale, shortDay, t } from '../../i18n/index.js';
import type { Closed, Outcome } from './inbox.js';

interface ClosingFormProps {
  readonly alert: Alert;
  readonly outcome: Outcome;
  readonly today: string;
  readonly onClosed: (closed: Closed) => void;
}

interface Typed {
  readonly channel: string;
  readonly occurredOn: string;
  readonly note: string;
}

const POINTERS = { channel: '/contact/channel', occurredOn: '/contact/occurredOn', note: '/note' };

/** The second press: says what will be logged, and logs it. A contact is by phone and today unless told otherwise. */
export function ClosingForm({ alert, outcome, today, onClosed }: ClosingFormProps) {
  const [typed, setTyped] = useState<Typed>({ channel: 'phone', occurredOn: today, note: '' });
  const contact = outcome === 'reconnected';
  const channels = useQuery({ ...nomenclatureQuery('contact-channels'), enabled: contact }).data;
  const { saving, submit } = useSubmission((body: Typed, key: string) => close(alert, outcome, body, key), POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { channel: t('field.channel'), occurredOn: t('step.when'), note: t('field.note') };
  const field = <Name extends keyof Typed>(name: Name) => ({
    ...{ name: `${name}-${alert.id}`, label: labels[name], value: typed[name], error: errors[name] },
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const day = shortDay(typed.occurredOn || today, today, locale);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const taken = await submit(typed);
    if (taken === undefined) return;
    const sentence = t('alerts.closed', { name: alert.displayName, outcome: t(`outcome.${outcome}`) });
    const { proposes } = taken;
    onClosed({
      sentence,
      ...(proposes !== undefined && { exitOf: { parcoursId: proposes.parcoursId, reason: proposes.reason } }),
    });
    for (const queryKey of [['alerts'], ['cases'], ['parcours', alert.parcoursId], ['risk', alert.parcoursId]]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }

  return (
    <form className="stack alert-closing" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <p aria-live="polite">
        <span className="quiet small">{t('step.willLog')}</span>
        <br />
        {t(contact ? 'alerts.sentenceContact' : `alerts.sentence.${outcome as Exclude<Outcome, 'reconnected'>}`, {
          ...{ name: alert.displayName, day, how: howOf(typed.channel) },
        })}
      </p>
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('alerts.close')}
        </button>
        <SavingWord saving={saving} />
      </div>
      <details open={Object.keys(errors).length > 0 || undefined}>
        <summary className="small">{t(contact ? 'alerts.otherwise' : 'alerts.addNote')}</summary>
        <div className="stack">
          {contact && (
            <>
              <ChoiceField
                {...field('channel')}
                options={inForce(channels ?? [], today).map(({ code, label }) => ({ value: code, label }))}
              />
              <DayField {...field('occurredOn')} today={today} />
            </>
          )}
          <TextField {...field('note')} hint={t('field.noteHelp')} optional lines />
        </div>
      </details>
    </form>
  );
}

function howOf(channel: string): string {
  const key = `channel.${channel}`;
  return isMessage(key) ? t(key) : '';
}

function close({ id, n }: Alert, outcome: Outcome, { channel, occurredOn, note }: Typed, key: string) {
  const body = {
    ...{ n, outcome },
    ...(outcome === 'reconnected' && { contact: { channel, occurredOn } }),
    ...(note.trim() !== '' && { note: note.trim() }),
  };
  return answer(client.POST('/alerts/{id}/close', { params: { path: { id } }, body, ...withKey(key) }));
}
