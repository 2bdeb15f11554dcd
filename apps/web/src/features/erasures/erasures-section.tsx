import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answer, client, nomenclatureQuery, useSubmission, type Erasure } from '../../api/index.js';
import { PagePending, queryClient } from '../../app/index.js';
import { ChoiceField, FormProblem, Icon, missing, SavingWord, TextField } from '../../design/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { personNumberIn, progressOf, remainsOf, STATES } from './erasure-words.js';
import './erasures.css';
import { erasuresQuery } from './queries.js';

/** What a dpo asks for: that everything of somebody be destroyed, and how far that has come. */
export function ErasuresSection() {
  const heading = useId();
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('erasure.title')}</h2>
      <p className="erasure-lead">{t('erasure.lead')}</p>
      <Asking />
      <Erasures />
    </section>
  );
}

const BLANK = { person: '', reason: '' };

function Asking() {
  const [typed, setTyped] = useState(BLANK);
  const [sure, setSure] = useState(false);
  const reasons = useQuery({ ...nomenclatureQuery('erasure-reasons'), throwOnError: true }).data;
  const { saving, submit, refuse } = useSubmission(request, { person: '/id', reason: '/reason' });
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { person: t('erasure.person'), reason: t('erasure.reason') };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const person = personNumberIn(typed.person);
    const problems = {
      ...(person === undefined && { person: t('erasure.personUnclear') }),
      ...(typed.reason === '' && { reason: t('form.required') }),
    };
    if (person === undefined || typed.reason === '') return refuse(missing(problems));
    if (!sure) {
      refuse({ state: 'idle' });
      return setSure(true);
    }
    setSure(false);
    if ((await submit({ person, reason: typed.reason })) === undefined) return;
    setTyped(BLANK);
    await queryClient.invalidateQueries({ queryKey: ['erasures'] });
  }

  return (
    <form className="stack erasure-form" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <TextField
        name="person"
        label={labels.person}
        hint={t('erasure.personHelp')}
        error={errors['person']}
        value={typed.person}
        onChange={(person) => {
          setSure(false);
          setTyped({ ...typed, person });
        }}
      />
      {reasons !== undefined && (
        <ChoiceField
          name="reason"
          label={labels.reason}
          error={errors['reason']}
          options={reasons.map(({ code, label }) => ({ value: code, label }))}
          value={typed.reason}
          onChange={(reason) => setTyped({ ...typed, reason })}
        />
      )}
      <details open>
        <summary>{t('erasure.what')}</summary>
        <ul>
          <li>{t('erasure.what1')}</li>
          <li>{t('erasure.what2')}</li>
          <li>{t('erasure.what3')}</li>
          <li>{t('erasure.what4')}</li>
        </ul>
      </details>
      <p role="status" className="erasure-sure">
        {sure && t('erasure.sure')}
      </p>
      <div className="row">
        <button type="submit" className={`button ${sure ? 'erasure-final' : 'button-primary'}`}>
          {t(sure ? 'erasure.confirm' : 'erasure.submit')}
        </button>
        {sure && (
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('erasure.keep')}
          </button>
        )}
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

function request({ person, reason }: typeof BLANK) {
  return answer(client.POST('/beneficiaries/{id}/erasure', { params: { path: { id: person } }, body: { reason } }));
}

function Erasures() {
  const [today] = useState(() => dayOf(new Date()));
  const asked = useInfiniteQuery({ ...erasuresQuery, throwOnError: true });
  const reasons = useQuery(nomenclatureQuery('erasure-reasons')).data;
  const items = asked.data?.pages.flatMap((page) => page.items);
  if (items === undefined) {
    return <PagePending />;
  }
  if (items.length === 0) return <p>{t('erasure.none')}</p>;
  return (
    <>
      <h3>{t('erasure.asked')}</h3>
      <ul className="erasures">
        {items.map((erasure) => (
          <Item
            key={String(erasure.id)}
            erasure={erasure}
            reason={reasons?.find(({ code }) => code === erasure.reason)?.label ?? ''}
            today={today}
          />
        ))}
      </ul>
      {asked.hasNextPage && (
        <button type="button" className="button" onClick={() => void asked.fetchNextPage()}>
          {t('file.more')}
        </button>
      )}
    </>
  );
}

interface ItemProps {
  readonly erasure: Erasure;
  readonly reason: string;
  readonly today: string;
}

function Item({ erasure, reason, today }: ItemProps) {
  const { done, of } = progressOf(erasure);
  const remains = remainsOf(erasure);
  const over = erasure.state === 'done';
  const name = `erasure-${String(erasure.id)}`;
  return (
    <li className="stack">
      <div className="row">
        <span className={over ? 'chip erasure-over' : 'chip erasure-going'}>
          <Icon name={over ? 'check' : 'clock'} />
          {t(over ? 'erasure.over' : 'erasure.going')}
        </span>
        <span>{t('erasure.line', { date: shortDay(erasure.requestedAt.slice(0, 10), today, locale), reason })}</span>
      </div>
      <p className="quiet small">
        <code>{String(erasure.beneficiaryId)}</code>
      </p>
      <label className="small" htmlFor={name}>
        {t('erasure.progress', { done, of })} : {t(`erasure.state.${STATES[done - 1] ?? 'intended'}`)}
      </label>
      <progress id={name} max={of} value={done} />
      {remains.length > 0 && (
        <p className="erasure-remains" role="status">
          <Icon name="alert" />
          {t('erasure.remains', { what: remains.join(', ') })}
        </p>
      )}
    </li>
  );
}
