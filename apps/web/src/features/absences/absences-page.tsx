import { queryOptions, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import {
  answer,
  client,
  needed,
  professionalsQuery,
  useSubmission,
  withKey,
  type Absence,
  type Professional,
} from '../../api/index.js';
import { NoPermission, Page, PagePending, queryClient } from '../../app/index.js';
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

interface Typed {
  readonly professional: string;
  readonly from: string;
  readonly to: string;
  readonly deputy: string;
}

const absencesQuery = (professional: string) =>
  queryOptions({
    queryKey: ['absences', professional],
    queryFn: async ({ signal }) => {
      const params = { path: { id: professional } };
      return (await answer(client.GET('/professionals/{id}/absences', { params, signal }))).items;
    },
  });

function Declaring() {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  const professionals = useQuery({ ...professionalsQuery, throwOnError: true }).data;
  const [typed, setTyped] = useState<Typed>({ professional: me.professional, from: today, to: '', deputy: '' });
  const [times, setTimes] = useState(0);
  const { saving, submit, refuse } = useSubmission(declare, { from: '/from', to: '/to', deputy: '/deputy' });
  if (professionals === undefined) return <PagePending />;
  const who = absentees(me, professionals);
  const standIns = deputies(typed.professional, professionals, today);
  const labels = {
    professional: t('absences.who'),
    from: t('absences.from'),
    to: t('absences.to'),
    deputy: t('absences.deputy'),
  };
  const field = (name: keyof Typed) => ({
    ...{ name, label: labels[name], value: typed[name] },
    error: saving.state === 'refused' ? saving.fields[name] : undefined,
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = (['from', 'to', 'deputy'] as const).filter((name) => typed[name] === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    if ((await submit(typed)) === undefined) return;
    setTimes(times + 1);
    setTyped({ ...typed, from: today, to: '', deputy: '' });
    await queryClient.invalidateQueries({ queryKey: absencesQuery(typed.professional).queryKey });
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
          <ComboField key={`${typed.professional} ${times}`} {...field('deputy')} options={standIns} />
        )}
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('absences.submit')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
      <Declared
        key={typed.professional}
        professional={typed.professional}
        nameOf={(id) => nameIn(professionals, id)}
        today={today}
      />
    </>
  );
}

interface DeclaredProps {
  readonly professional: string;
  readonly nameOf: (professional: string) => string;
  readonly today: string;
}

/** What was declared for somebody, past absences included. */
function Declared({ professional, nameOf, today }: DeclaredProps) {
  const heading = useId();
  const declared = useQuery({ ...absencesQuery(professional), ...needed }).data;
  return (
    <section className="stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('absences.list', { who: nameOf(professional) })}</h2>
      {declared === undefined && <PagePending />}
      {declared?.length === 0 && <p>{t('absences.none')}</p>}
      <ul className="absences-declared">
        {declared?.map((absence) => (
          <Sentence key={absence.id} professional={professional} absence={absence} nameOf={nameOf} today={today} />
        ))}
      </ul>
    </section>
  );
}

function Sentence({ professional, absence, nameOf, today }: DeclaredProps & { readonly absence: Absence }) {
  const [cancelled, setCancelled] = useState(false);
  const [refused, setRefused] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const { from, to, deputy } = absence;
  async function cancel() {
    try {
      const params = { path: { id: professional, absence: absence.id } };
      await answer(client.POST('/professionals/{id}/absences/{absence}/cancel', { params, ...withKey(key) }));
      setCancelled(true);
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }
  const sentence = t('absences.declared', {
    from: shortDay(from, today, locale),
    to: shortDay(to, today, locale),
    deputy: nameOf(deputy),
  });
  return (
    <li className="card row">
      <span role="status">
        {cancelled ? t('absences.cancelled') : sentence}{' '}
        {to < today && !cancelled && <span className="quiet small">{t('absences.past')}</span>}
      </span>
      {to >= today && !cancelled && (
        <button type="button" className="link-button" onClick={() => void cancel()}>
          {t('absences.cancel')}
          <span className="visually-hidden"> : {sentence}</span>
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

function nameIn(professionals: readonly Professional[], id: string): string {
  const found = professionals.find(({ professional }) => professional === id);
  return found === undefined ? t('absences.unknown') : `${found.givenName} ${found.familyName}`;
}

function declare({ professional, from, to, deputy }: Typed, key: string) {
  const params = { path: { id: professional } };
  // Days travel as text; the description of the server says no more than that they are days.
  const body = { from, to, deputy } as never;
  return answer(client.POST('/professionals/{id}/absences', { params, body, ...withKey(key) }));
}
