import { useState } from 'react';
import { acting, answer, client, useSubmission, withKey, type Service } from '../../api/index.js';
import { DayField, FoldedForm, missing, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';

interface WithdrawingProps {
  readonly service: Service;
  readonly today: string;
  readonly onDone: (told: string) => unknown;
}

/** Closes a service, and offers the way back while one is there. */
export function Withdrawing({ service: { id, structure, withdrawnOn }, today, onDone }: WithdrawingProps) {
  const [typed, setTyped] = useState({ on: today, reason: '' });
  const [withdrawal, setWithdrawal] = useState<string>();
  const params = { path: { id } };
  const { saving, submit, refuse } = useSubmission(
    ({ on, reason }: typeof typed, key: string) => {
      const body = { on, ...(reason.trim() !== '' && { reason: reason.trim() }) };
      return answer(
        client.POST('/services/{id}/withdrawals', { params, body, ...withKey(key, acting.among(structure)) }),
      );
    },
    { on: '/on', reason: '/reason' },
  );
  const undoing = useSubmission((eventId: string, key: string) => {
    const body = { eventId, why: t('step.mistake') };
    return answer(client.POST('/services/{id}/voids', { params, body, ...withKey(key, acting.among(structure)) }));
  }, {});
  const labels = { on: t('directory.withdrawOn'), reason: t('directory.withdrawWhy') };

  async function withdraw() {
    if (typed.on === '') return refuse(missing({ on: t('form.required') }));
    const done = await submit(typed);
    if (done === undefined) return;
    setWithdrawal(done.eventIds[0]);
    onDone(t('directory.withdrawnNow'));
  }
  async function undo(eventId: string) {
    if ((await undoing.submit(eventId)) === undefined) return;
    setWithdrawal(undefined);
    onDone(t('directory.backAgain'));
  }

  if (withdrawnOn !== null) {
    if (withdrawal === undefined) return null;
    return (
      <p className="row no-print">
        <button type="button" className="button" onClick={() => void undo(withdrawal)}>
          {t('directory.withdrawUndo')}
        </button>
        {'message' in undoing.saving && (
          <span role="alert" className="field-error">
            {undoing.saving.message}
          </span>
        )}
      </p>
    );
  }
  return (
    <FoldedForm
      name="withdrawal"
      word={t('directory.withdraw')}
      submitWord={t('directory.withdrawSubmit')}
      saving={saving}
      labels={labels}
      onSubmit={withdraw}
    >
      {(field) => (
        <>
          <DayField {...field('on')} today={today} value={typed.on} onChange={(on) => setTyped({ ...typed, on })} />
          <TextField
            {...field('reason')}
            optional
            value={typed.reason}
            onChange={(reason) => setTyped({ ...typed, reason })}
          />
        </>
      )}
    </FoldedForm>
  );
}
