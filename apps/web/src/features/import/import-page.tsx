import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouteContext } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { needed } from '../../api/index.js';
import { NoPermission, Page, queryClient } from '../../app/index.js';
import { FormProblem, Icon, SavingWord } from '../../design/index.js';
import { clock, count, dayOf, locale, longDay, t } from '../../i18n/index.js';
import { FilesCard } from './files-card.js';
import './import.css';
import { STEPS, stepOf, written, type Import } from './import.js';
import { MappingForm } from './mapping-form.js';
import { importQuery, profilesQuery } from './queries.js';
import { ReportCard, UndoCard } from './report-card.js';
import { useAct } from './use-act.js';

/** One import, from its files to what came of them. */
export function ImportPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (!me.roles.includes('structure-manager')) {
    return <NoPermission title={t('import.title')}>{t('import.forbidden')}</NoPermission>;
  }
  return <One />;
}

function One() {
  const { id } = useParams({ from: '/shell/imports/$id' });
  const { data } = useQuery({ ...importQuery(id), ...needed });
  const state = data?.state;
  useEffect(() => {
    // Whom the reader follows is no longer what it was before these rows were written, or taken back.
    if (state !== undefined && stepOf(state) === 'result') void queryClient.invalidateQueries({ queryKey: ['cases'] });
  }, [state]);
  if (data === undefined) {
    return (
      <Page title={t('import.title')}>
        <p className="card quiet" role="status">
          {t('app.loading')}
        </p>
      </Page>
    );
  }
  const at = new Date(data.createdAt);
  return (
    <Page
      title={t('import.of', { date: longDay(dayOf(at), locale), time: clock(at, locale) })}
      aside={
        <Link to="/imports" className="button">
          <Icon name="back" />
          {t('import.all')}
        </Link>
      }
    >
      <Way state={data.state} />
      <Progress data={data} />
      <Stage key={`${data.state} ${data.files.length}`} data={data} />
    </Page>
  );
}

/** The four steps, and the one that the import stands at. */
function Way({ state }: Pick<Import, 'state'>) {
  const at = stepOf(state);
  return (
    <ol className="imports-way">
      {STEPS.map((step) => (
        <li key={step} aria-current={step === at ? 'step' : undefined}>
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** What a worker is doing, in words and as far as it is known. */
function Progress({ data: { busy, state, progress } }: { readonly data: Import }) {
  return (
    <div className={busy ? 'card stack' : 'visually-hidden'} role="status">
      {busy && (
        <>
          <p>
            <strong>{t(`import.state.${state}`)}</strong>{' '}
            {progress !== null && (
              <span className="quiet">
                {progress.total === null
                  ? t('import.rowsSoFar', { rows: count(progress.rows, locale) })
                  : t('import.rowsOf', { rows: count(progress.rows, locale), total: count(progress.total, locale) })}
              </span>
            )}
          </p>
          <progress
            aria-label={t(`import.state.${state}`)}
            max={progress?.total ?? 1}
            value={progress?.total ? progress.rows : undefined}
          />
        </>
      )}
    </div>
  );
}

function Stage({ data }: { readonly data: Import }) {
  const profiles = useQuery({ ...profilesQuery, ...needed }).data ?? [];
  const { state, actions, profile, preview, result, failure, undo } = data;
  return (
    <>
      {failure !== null && (
        <section className="form-problem" role="alert">
          <p>{failure.message}</p>
          {failure.problems.length > 0 && (
            <ul>
              {failure.problems.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {(state === 'collecting' || state === 'preview-failed' || state === 'to-map' || state === 'previewed') && (
        <FilesCard data={data} />
      )}
      {state === 'to-map' && profiles.length > 0 && <MappingForm data={data} profiles={profiles} />}
      {state === 'previewed' && preview !== null && (
        <ReportCard of={data} report={preview} title={t('import.preview')} under={profile?.title} />
      )}
      {undo !== null && <UndoCard undo={undo} />}
      {result !== null && <ReportCard of={data} report={result} title={t('import.result')} under={profile?.title} />}
      {state === 'abandoned' && <p className="card">{t('import.abandoned')}</p>}
      <Acts data={data} actions={actions} />
    </>
  );
}

/** What may be asked of the import now. */
function Acts({ data, actions }: { readonly data: Import; readonly actions: Import['actions'] }) {
  const { saving, act } = useAct(data.id);
  const [sure, setSure] = useState(false);
  const may = (action: Import['actions'][number]) => actions.includes(action);
  const rows = data.preview === null ? 0 : written(data.preview);
  if (actions.length === 0) return null;
  return (
    <div className="stack">
      <FormProblem saving={saving} labels={{}} />
      <div className="row">
        {may('preview') && data.state === 'collecting' && data.files.length > 0 && (
          <button
            type="button"
            className="button button-primary"
            onClick={() => void act({ act: 'previews', body: {} })}
          >
            {t('import.check')}
          </button>
        )}
        {may('run') && (
          <button type="button" className="button button-primary" onClick={() => void act({ act: 'runs' })}>
            {t('import.run', { count: rows, rows: count(rows, locale) })}
          </button>
        )}
        {may('undo') && (
          <button type="button" className="button" onClick={() => (sure ? void act({ act: 'undo' }) : setSure(true))}>
            <Icon name="undo" />
            {t(sure ? 'import.undoSure' : data.state === 'undone' ? 'import.undoAgain' : 'import.undo')}
          </button>
        )}
        {may('cancel') && (
          <button type="button" className="button" onClick={() => void act({ act: 'cancellation' })}>
            {t(data.state === 'running' || data.state === 'run-waiting' ? 'import.stop' : 'import.giveUp')}
          </button>
        )}
        <SavingWord saving={saving} />
      </div>
      {may('run') && <p className="quiet small">{t('import.runHelp')}</p>}
      {may('undo') && <p className="quiet small">{t('import.undoHelp')}</p>}
    </div>
  );
}
