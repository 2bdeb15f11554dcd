import { useState } from 'react';
import { answer, client, withKey, type Alert } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { ChoiceField, Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { ClosingForm } from './closing-form.js';
import { OUTCOMES, type Closed, type Outcome } from './inbox.js';
import { SnoozeForm } from './snooze-form.js';

interface AlertActionsProps {
  readonly alert: Alert;
  readonly today: string;
  readonly onClosed: (closed: Closed) => void;
}

/** What to do with an alert: a choice of outcome, and one more press closes it; or to take it in charge, or put it off. */
export function AlertActions({ alert, today, onClosed }: AlertActionsProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [snoozing, setSnoozing] = useState(false);
  return (
    <div className="stack alert-actions">
      <div className="row">
        {alert.inCharge === null && <TakeInCharge alert={alert} />}
        <button type="button" className="button" aria-expanded={snoozing} onClick={() => setSnoozing(!snoozing)}>
          <Icon name="clock" />
          {t('alerts.snooze')}
        </button>
      </div>
      {snoozing && <SnoozeForm alert={alert} today={today} onDone={() => setSnoozing(false)} />}
      <ChoiceField
        name={`outcome-${alert.id}`}
        label={t('alerts.outcome')}
        value={outcome ?? ''}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={(value) => setOutcome(OUTCOMES.find((each) => each === value))}
      />
      {outcome !== undefined && (
        <ClosingForm key={outcome} alert={alert} outcome={outcome} today={today} onClosed={onClosed} />
      )}
    </div>
  );
}

function TakeInCharge({ alert: { id, n } }: Pick<AlertActionsProps, 'alert'>) {
  const [key] = useState(() => crypto.randomUUID());
  const [refused, setRefused] = useState('');
  const [sending, setSending] = useState(false);
  async function take() {
    if (sending) return;
    setSending(true);
    try {
      await answer(
        client.POST('/alerts/{id}/take-in-charge', { params: { path: { id } }, body: { n }, ...withKey(key) }),
      );
      await queryClient.invalidateQueries({ queryKey: ['alerts'] });
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  }
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        data-pending={sending || undefined}
        onClick={() => void take()}
      >
        <Icon name="hand" />
        {t('alerts.take')}
      </button>
      {refused !== '' && (
        <span role="alert" className="field-error">
          {refused}
        </span>
      )}
    </>
  );
}
