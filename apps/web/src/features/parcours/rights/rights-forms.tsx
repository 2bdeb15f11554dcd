import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, client, inForce, nomenclatureQuery, useSubmission, withKey } from '../../../api/index.js';
import { readAnew } from '../../../app/index.js';
import { ComboFieldLater } from '../../../design/combo-field-later.js';
import { ChoiceField, DayField, FoldedForm, missing, TextField } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { ANSWERS, meansOptions, PURPOSES, SOURCES, type Answer, type Means, type Purpose } from './rights.js';

interface RightsFormProps {
  readonly beneficiary: string;
  readonly today: string;
}

interface NoticeFormProps extends RightsFormProps {
  /** Where it is known which notice is due: under which article, by which structure, and how it is asked for. */
  readonly due?: { readonly article: 13 | 14; readonly structure: string; readonly word: string };
  readonly onDone?: () => void;
}

const NO_CRITERION = { criterion: '', answer: '', proof: '' };

/** What she answers to one criterion of the publics: to refuse and not to know are answers too. */
export function CriterionForm({ beneficiary, today }: RightsFormProps) {
  const [typed, setTyped] = useState({ ...NO_CRITERION, occurredOn: today });
  // The field that is searched forgets what it shows only with the form it belongs to.
  const [round, setRound] = useState(0);
  const criteria = useQuery(nomenclatureQuery('criteria')).data;
  const { saving, submit, refuse } = useSubmission(
    ({ answer: said, proof, ...rest }: typeof typed, key: string) => {
      const body = { ...rest, answer: said as Answer, ...(proof.trim() !== '' && { proof: proof.trim() }) };
      return answer(
        client.POST('/beneficiaries/{id}/criteria', {
          ...{ params: { path: { id: beneficiary } }, body },
          ...withKey(key),
        }),
      );
    },
    { criterion: '/criterion', answer: '/answer', proof: '/proof', occurredOn: '/occurredOn' },
  );
  const labels = {
    ...{ criterion: t('rights.whichCriterion'), answer: t('rights.answer'), proof: t('rights.proof') },
    occurredOn: t('step.when'),
  };
  return (
    <FoldedForm
      name="criterion"
      word={t('rights.addCriterion')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        const absent = (['criterion', 'answer', 'occurredOn'] as const).filter((name) => typed[name] === '');
        if (absent.length > 0) {
          return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
        }
        const taken = await submit(typed);
        if (taken === undefined) return;
        setTyped({ ...typed, ...NO_CRITERION });
        setRound(round + 1);
        return noted(taken);
      }}
    >
      {(field) => (
        <>
          <ComboFieldLater
            key={round}
            {...field('criterion')}
            value={typed.criterion}
            options={inForce(criteria ?? [], typed.occurredOn).map(({ code, label }) => ({ value: code, label }))}
            onChange={(criterion) => setTyped((old) => ({ ...old, criterion }))}
          />
          <ChoiceField
            {...field('answer')}
            value={typed.answer}
            options={ANSWERS.map((value) => ({ value, label: t(`rights.answer.${value}`) }))}
            onChange={(said) => setTyped((old) => ({ ...old, answer: said }))}
          />
          <TextField
            {...field('proof')}
            hint={t('rights.proofHelp')}
            optional
            value={typed.proof}
            onChange={(proof) => setTyped((old) => ({ ...old, proof }))}
          />
          <DayField
            {...field('occurredOn')}
            today={today}
            value={typed.occurredOn}
            onChange={(occurredOn) => setTyped((old) => ({ ...old, occurredOn }))}
          />
        </>
      )}
    </FoldedForm>
  );
}

/** That she was told what is done with what is known of her. */
export function NoticeForm({ beneficiary, today, due, onDone }: NoticeFormProps) {
  const [typed, setTyped] = useState({ occurredOn: today, means: '', source: String(due?.article ?? 13) });
  const { saving, submit, refuse } = useSubmission(
    ({ occurredOn, means, source }: typeof typed, key: string) => {
      const body = { occurredOn, means: means as Means, article: source === '14' ? (14 as const) : (13 as const) };
      return answer(
        client.POST('/beneficiaries/{id}/information-notices', {
          ...{ params: { path: { id: beneficiary } }, body },
          ...withKey(key, due?.structure),
        }),
      );
    },
    { occurredOn: '/occurredOn', means: '/means', source: '/article' },
  );
  const labels = { occurredOn: t('step.when'), means: t('rights.means'), source: t('rights.source') };
  return (
    <FoldedForm
      name={due === undefined ? 'notice' : `notice-${beneficiary}-${due.structure}`}
      word={due?.word ?? t('rights.addNotice')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (typed.means === '') return refuse(missing({ means: t('form.required') }));
        const taken = await submit(typed);
        if (taken !== undefined) onDone?.();
        return noted(taken);
      }}
    >
      {(field) => (
        <>
          <ChoiceField
            {...field('means')}
            value={typed.means}
            options={meansOptions()}
            onChange={(means) => setTyped({ ...typed, means })}
          />
          {due === undefined && (
            <ChoiceField
              {...field('source')}
              value={typed.source}
              options={SOURCES.map(({ value, label }) => ({ value, label: t(label) }))}
              onChange={(source) => setTyped({ ...typed, source })}
            />
          )}
          <DayField
            {...field('occurredOn')}
            today={today}
            value={typed.occurredOn}
            onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
          />
        </>
      )}
    </FoldedForm>
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
    <FoldedForm
      name="objection"
      word={t('rights.addObjection')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (typed.purpose === '') return refuse(missing({ purpose: t('form.required') }));
        return noted(await submit(typed));
      }}
    >
      {(field) => (
        <>
          <ChoiceField
            {...field('purpose')}
            hint={t('rights.purposeHelp')}
            value={typed.purpose}
            options={PURPOSES.map((value) => ({ value, label: t(`rights.purpose.${value}`) }))}
            onChange={(purpose) => setTyped({ ...typed, purpose })}
          />
          <DayField
            {...field('occurredOn')}
            today={today}
            value={typed.occurredOn}
            onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
          />
        </>
      )}
    </FoldedForm>
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
    <FoldedForm
      name="restriction"
      word={t('rights.addRestriction')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        if (reason.trim() === '') return refuse(missing({ reason: t('form.required') }));
        return noted(await submit({ reason: reason.trim() }));
      }}
    >
      {(field) => <TextField {...field('reason')} value={reason} onChange={setReason} lines />}
    </FoldedForm>
  );
}

/** What rests on her rights is read anew: the sheet, and what is calculated of her. */
async function noted(taken: unknown): Promise<void> {
  if (taken !== undefined) await readAnew('parcours', 'cases', 'risk', 'alerts', 'person', 'notices-due');
}
