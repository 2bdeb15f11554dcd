import { useState, type FormEvent, type ReactNode } from 'react';
import { answer, client, useSubmission, withKey, type Saving } from '../../../api/index.js';
import { queryClient } from '../../../app/index.js';
import { ChoiceField, DayField, FormProblem, missing, SavingWord, TextField } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { MEANS, PURPOSES, SOURCES, type Means, type Purpose } from './rights.js';

interface RightsFormProps {
  readonly beneficiary: string;
  readonly today: string;
}

/** That she was told what is done with what is known of her. */
export function NoticeForm({ beneficiary, today }: RightsFormProps) {
  const [typed, setTyped] = useState({ occurredOn: today, means: '', source: '13' });
  const { saving, submit, refuse } = useSubmission(
    ({ occurredOn, means, source }: typeof typed, key: string) => {
      const body = { occurredOn, means: means as Means, article: source === '14' ? (14 as const) : (13 as const) };
      return answer(
        client.POST('/beneficiaries/{id}/information-notices', {
          ...{ params: { path: { id: beneficiary } }, body },
          ...withKey(key),
        }),
      );
    },
    { occurredOn: '/occurredOn', means: '/means', source: '/article' },
  );
  const labels = { occurredOn: t('step.when'), means: t('rights.means'), source: t('rights.source') };
  return (
    <Adding
      word={t('rights.addNotice')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (typed.means === '') return refuse(missing({ means: t('form.required') }));
        return noted(await submit(typed));
      }}
    >
      <ChoiceField
        {...fieldOf('means', labels, saving)}
        value={typed.means}
        options={MEANS.map((value) => ({ value, label: t(`rights.means.${value}`) }))}
        onChange={(means) => setTyped({ ...typed, means })}
      />
      <ChoiceField
        {...fieldOf('source', labels, saving)}
        value={typed.source}
        options={SOURCES.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={(source) => setTyped({ ...typed, source })}
      />
      <DayField
        {...fieldOf('occurredOn', labels, saving)}
        today={today}
        value={typed.occurredOn}
        onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
      />
    </Adding>
  );
}

/** That she wants something to stop: no reason is asked of her. */
export function ObjectionForm({ beneficiary, today }: RightsFormProps) {
  const [typed, setTyped] = useState({ occurredOn: today, purpose: '' });
  const { saving, submit, refuse } = useSubmission(
    ({ occurredOn, purpose }: typeof typed, key: string) =>
      answer(
        client.POST('/beneficiaries/{id}/objections', {
          ...{ params: { path: { id: beneficiary } }, body: { occurredOn, purpose: purpose as Purpose } },
          ...withKey(key),
        }),
      ),
    { occurredOn: '/occurredOn', purpose: '/purpose' },
  );
  const labels = { occurredOn: t('step.when'), purpose: t('rights.purpose') };
  return (
    <Adding
      word={t('rights.addObjection')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (typed.purpose === '') return refuse(missing({ purpose: t('form.required') }));
        return noted(await submit(typed));
      }}
    >
      <ChoiceField
        {...fieldOf('purpose', labels, saving)}
        hint={t('rights.purposeHelp')}
        value={typed.purpose}
        options={PURPOSES.map((value) => ({ value, label: t(`rights.purpose.${value}`) }))}
        onChange={(purpose) => setTyped({ ...typed, purpose })}
      />
      <DayField
        {...fieldOf('occurredOn', labels, saving)}
        today={today}
        value={typed.occurredOn}
        onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
      />
    </Adding>
  );
}

/** What is known of her stays, and is not used, while a question is settled. */
export function RestrictionForm({ beneficiary }: RightsFormProps) {
  const [reason, setReason] = useState('');
  const { saving, submit, refuse } = useSubmission(
    (body: { reason: string }, key: string) =>
      answer(
        client.POST('/beneficiaries/{id}/restrictions', {
          ...{ params: { path: { id: beneficiary } }, body },
          ...withKey(key),
        }),
      ),
    { reason: '/reason' },
  );
  const labels = { reason: t('rights.restrictionReason') };
  return (
    <Adding
      word={t('rights.addRestriction')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (reason.trim() === '') return refuse(missing({ reason: t('form.required') }));
        return noted(await submit({ reason: reason.trim() }));
      }}
    >
      <TextField {...fieldOf('reason', labels, saving)} value={reason} onChange={setReason} lines />
    </Adding>
  );
}

/** What rests on her rights is read anew: the sheet, and what is calculated of her. */
async function noted(taken: unknown): Promise<void> {
  if (taken === undefined) return;
  for (const queryKey of [['parcours'], ['cases'], ['risk'], ['alerts']]) {
    void queryClient.invalidateQueries({ queryKey });
  }
  await queryClient.invalidateQueries({ queryKey: ['person'] });
}

function fieldOf<Name extends string>(name: Name, labels: Readonly<Record<Name, string>>, saving: Saving) {
  return {
    name: `rights-${name}`,
    label: labels[name],
    error: saving.state === 'refused' ? saving.fields[name] : undefined,
  };
}

interface AddingProps {
  readonly word: string;
  readonly saving: Saving;
  readonly labels: Readonly<Record<string, string>>;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

/** A form that stays folded until it is needed. */
function Adding({ word, saving, labels, onSubmit, children }: AddingProps) {
  function send(event: FormEvent) {
    event.preventDefault();
    void onSubmit();
  }
  return (
    <details>
      <summary className="small">{word}</summary>
      <form className="stack rights-form" noValidate onSubmit={send}>
        <FormProblem saving={saving} labels={labels} />
        {children}
        <div className="row">
          <button type="submit" className="button">
            {t('step.submit')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </details>
  );
}
