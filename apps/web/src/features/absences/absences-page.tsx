import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, client, professionalsQuery, useSubmission, withKey } from '../../api/index.js';
import { NoPermission, Page } from '../../app/index.js';
import { ComboField } from '../../design/combo-field.js';
import { FormProblem, missing, SavingWord, SelectField, TextField } from '../../design/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import './absences.css';
import { absentees, deputies } from './colleagues.js';

const MAY = ['operator', 'structure-manager', 'coordinator'];

/** Days away, and who stands in: alerts and what is due go to the deputy meanwhile. */
export function AbsencesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (!me.roles.some((role) => MAY.includes(role))) {
    return <NoPermission title={t('absences.title')}>{t('absences.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('absences.title')}>
      <p className="absences-lead">{t('absences.lead')}</p>
      <Declaring />
    </Page>
  );
}

interface Absence {
  readonly professional: string;
  readonly from: string;
  readonly to: string;
  readonly deputy: string;
}

/** What was declared on this page, with the way back. */
interface Declared extends Absence {
  readonly id: string;
  readonly sentence: string;
}

function Declaring() {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  const professionals = useQuery({ ...professionalsQuery, throwOnError: true }).data;
  const [typed, setTyped] = useState<Absence>({ professional: me.professional, from: today, to: '', deputy: '' });
  const [declared, setDeclared] = useState<readonly Declared[]>([]);
  const { saving, submit, refuse } = useSubmission(declare, { from: '/from', to: '/to', deputy: '/deputy' });
  if (professionals === undefined) {
    return (
      <p role="status" className="quiet">
        {t('app.loading')}
      </p>
    );
  }
  const who = absentees(me, professionals);
  const standIns = deputies(typed.professional, professionals, today);
  const labels = {
    professional: t('absences.who'),
    from: t('absences.from'),
    to: t('absences.to'),
    deputy: t('absences.deputy'),
  };
  const field = (name: keyof Absence) => ({
    ...{ name, label: labels[name], value: typed[name] },
    error: saving.state === 'refused' ? saving.fields[name] : undefined,
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const nameOf = (id: string, options: typeof who) => options.find(({ value }) => value === id)?.label ?? '';

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = (['from', 'to', 'deputy'] as const).filter((name) => typed[name] === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    const taken = await submit(typed);
    if (taken === undefined || taken.id === null) return;
    const sentence = t('absences.declared', {
      who: nameOf(typed.professional, who),
      from: shortDay(typed.from, today, locale),
      to: shortDay(typed.to, today, locale),
      deputy: nameOf(typed.deputy, standIns),
    });
    setDeclared([{ ...typed, id: taken.id, sentence }, ...declared]);
    setTyped({ ...typed, from: today, to: '', deputy: '' });
  }

  return (
    <>
      <form className="card stack absences-form" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={labels} />
        {who.length > 1 && (
          <SelectField
            {...field('professional')}
            options={who}
            onChange={(professional) => setTyped({ ...typed, professional, deputy: '' })}
          />
        )}
        <div className="form-grid">
          <TextField {...field('from')} type="date" />
          <TextField {...field('to')} type="date" />
        </div>
        {standIns.length === 0 ? (
          <p role="status">{t('absences.nobody')}</p>
        ) : (
          // The field that is searched forgets what it shows only with the form it belongs to.
          <ComboField key={`${typed.professional} ${declared.length}`} {...field('deputy')} options={standIns} />
        )}
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('absences.submit')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
      {declared.length > 0 && (
        <ul className="absences-declared">
          {declared.map((each) => (
            <Sentence key={each.id} absence={each} />
          ))}
        </ul>
      )}
    </>
  );
}

function Sentence({ absence }: { readonly absence: Declared }) {
  const [state, setState] = useState<'declared' | 'cancelled'>('declared');
  const [refused, setRefused] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  async function cancel() {
    try {
      const params = { path: { id: absence.professional, absence: absence.id } };
      await answer(client.POST('/professionals/{id}/absences/{absence}/cancel', { params, ...withKey(key) }));
      setState('cancelled');
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <li className="card row">
      <span role="status">{state === 'cancelled' ? t('absences.cancelled') : absence.sentence}</span>
      {state === 'declared' && (
        <button type="button" className="link-button" onClick={() => void cancel()}>
          {t('absences.cancel')}
        </button>
      )}
      {refused !== '' && (
        <span role="alert" className="field-error">
          {refused}
        </span>
      )}
    </li>
  );
}

function declare({ professional, from, to, deputy }: Absence, key: string) {
  const params = { path: { id: professional } };
  // Days travel as text; the description of the server says no more than that they are days.
  const body = { from, to, deputy } as never;
  return answer(client.POST('/professionals/{id}/absences', { params, body, ...withKey(key) }));
}
