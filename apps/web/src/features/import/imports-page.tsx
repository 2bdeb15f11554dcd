import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouteContext } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, client, needed, useSubmission, withKey } from '../../api/index.js';
import { NoPermission, Page, queryClient } from '../../app/index.js';
import { FormProblem, Icon, MoreButton, SavingWord, SelectField, TextField } from '../../design/index.js';
import { clock, count, dayOf, locale, longDay, t } from '../../i18n/index.js';
import './import.css';
import { written, type ImportItem, type Profile } from './import.js';
import { importsQuery, profilesQuery } from './queries.js';

/** The imports of the structure, the newest first, and the way to a new one. */
export function ImportsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (!me.roles.includes('structure-manager')) {
    return <NoPermission title={t('import.title')}>{t('import.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('import.title')}>
      <p className="quiet imports-lead">{t('import.lead')}</p>
      <Imports />
    </Page>
  );
}

function Imports() {
  const list = useInfiniteQuery({ ...importsQuery, ...needed });
  const profiles = useQuery({ ...profilesQuery, ...needed }).data;
  const items = list.data?.pages.flatMap((page) => page.items);
  if (items === undefined || profiles === undefined) {
    return (
      <p className="card quiet" role="status">
        {t('app.loading')}
      </p>
    );
  }
  return (
    <>
      <NewImport profiles={profiles} />
      <section className="stack" aria-labelledby="imports-known">
        <h2 id="imports-known">{t('import.known')}</h2>
        {items.length === 0 && <p className="card">{t('import.none')}</p>}
        {items.length > 0 && (
          <ul className="ruled-list imports">
            {items.map((item) => (
              <Line key={item.id} item={item} />
            ))}
          </ul>
        )}
        <MoreButton list={list} />
      </section>
    </>
  );
}

/** One import: when, by whom, of what, and what came of it. */
function Line({ item }: { readonly item: ImportItem }) {
  const at = new Date(item.createdAt);
  const files = item.files.map(({ name }) => name).join(', ');
  return (
    <li>
      <div>
        <Link className="imports-name" to="/imports/$id" params={{ id: item.id }}>
          {t('import.of', { date: longDay(dayOf(at), locale), time: clock(at, locale) })}
        </Link>
        <p className="quiet small">
          {[files === '' ? t('import.noFile') : files, item.createdBy.displayName ?? t('import.byCommand')].join(' · ')}
        </p>
      </div>
      <p className={`imports-state imports-${toneOf(item)}`}>
        {t(`import.state.${item.state}`)}
        {item.result !== null && item.state === 'done' && (
          <span className="quiet small">
            <br />
            {t('import.rowsWritten', { count: written(item.result), rows: count(written(item.result), locale) })}
          </span>
        )}
      </p>
    </li>
  );
}

function toneOf({ state, busy }: ImportItem): 'busy' | 'wrong' | 'calm' {
  if (busy) return 'busy';
  return state === 'failed' || state === 'preview-failed' ? 'wrong' : 'calm';
}

/** Begins an import: the format is found by the columns unless told, and so is the day it is known from. */
function NewImport({ profiles }: { readonly profiles: readonly Profile[] }) {
  const navigate = useNavigate();
  const [today] = useState(() => dayOf(new Date()));
  const [profile, setProfile] = useState('');
  const [referenceOn, setReferenceOn] = useState('');
  const { saving, submit } = useSubmission(create, { profile: '/profile', referenceOn: '/referenceOn' });
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { profile: t('import.profile'), referenceOn: t('import.referenceOn') };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const asked = { ...(profile !== '' && { profile }), ...(referenceOn !== '' && { referenceOn }) };
    const made = await submit(asked);
    if (made === undefined) return;
    void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] });
    await navigate({ to: '/imports/$id', params: { id: made.id } });
  }

  return (
    <form className="card stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <p>{t('import.promise')}</p>
      <details>
        <summary>{t('import.more')}</summary>
        <div className="form-grid imports-more">
          <SelectField
            name="profile"
            label={labels.profile}
            hint={t('import.profileHelp')}
            error={errors['profile']}
            value={profile}
            options={[
              { value: '', label: t('import.profileFound') },
              ...profiles.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={setProfile}
          />
          <TextField
            name="referenceOn"
            label={labels.referenceOn}
            hint={t('import.referenceOnHelp')}
            error={errors['referenceOn']}
            optional
            type="date"
            max={today}
            value={referenceOn}
            onChange={setReferenceOn}
          />
        </div>
      </details>
      <div className="row">
        <button type="submit" className="button button-primary">
          <Icon name="upload" />
          {t('import.begin')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

function create(body: { profile?: string; referenceOn?: string }, key: string) {
  return answer(client.POST('/imports', { body, ...withKey(key) }));
}
