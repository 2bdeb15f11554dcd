import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackTestComparison, BackTestSummary } from '../../../api/index.js';
import { PagePending } from '../../../app/index.js';
import { count, locale, longDay, percent, shortDay, t } from '../../../i18n/index.js';
import { missedQuery } from '../queries.js';
import { Figures, Gate } from './figures.js';
import { Workload } from './workload.js';

interface ResultProps {
  readonly summary: BackTestSummary;
  readonly comparison: BackTestComparison | null;
  readonly territory: string;
  /** The run that found it; undefined where it was recorded by other means. */
  readonly run: string | undefined;
  readonly version: number;
  readonly current: number;
  readonly today: string;
}

/** What a version would have done on the past: its figures, what another threshold would give, and its limits. */
export function Result({ summary, comparison, territory, run, version, current, today }: ResultProps) {
  const { asked, persons, landmarks, positives, baselines, groups, leftOut } = summary;
  return (
    <div className="stack bt-result">
      <p>
        {t('backTest.cohort', {
          from: longDay(asked.from, locale),
          to: longDay(asked.to, locale),
          persons: count(persons, locale),
          landmarks: count(landmarks, locale),
          positives: count(positives, locale),
          horizon: asked.horizonDays,
        })}
      </p>
      <Gate summary={summary} />
      <Figures summary={summary} />
      {comparison !== null && (
        <p className="bt-compared">
          {t('backTest.compared', {
            other: comparison.other.version,
            both: comparison.alerts.both,
            onlyThis: comparison.alerts.onlyThis,
            onlyOther: comparison.alerts.onlyOther,
          })}
        </p>
      )}
      <Workload summary={summary} current={current} />
      <details>
        <summary>{t('backTest.baselines')}</summary>
        <table className="plain-table bt-table small">
          <caption className="visually-hidden">{t('backTest.baselines')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('backTest.column.way')}</th>
              <th scope="col">{t('backTest.precision')}</th>
              <th scope="col">{t('backTest.recall')}</th>
              <th scope="col">{t('backTest.auc')}</th>
            </tr>
          </thead>
          <tbody>
            {baselines.map(({ id, precision, recall, auc }) => (
              <tr key={id}>
                <th scope="row">{t(`backTest.baseline.${id}`)}</th>
                <td>{precision === null ? t('backTest.noFigure') : percent(precision, locale)}</td>
                <td>{recall === null ? t('backTest.noFigure') : percent(recall, locale)}</td>
                <td>
                  {auc === null ? t('backTest.noFigure') : auc.toLocaleString(locale, { maximumFractionDigits: 2 })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <details>
        <summary>{t('backTest.leftOut')}</summary>
        <ul>
          <li>{t('backTest.leftOut.silent', { count: leftOut.silent.landmarks, lost: leftOut.silent.positives })}</li>
          <li>{t('backTest.leftOut.gone', { count: leftOut.gone })}</li>
          <li>{t('backTest.leftOut.unobserved', { count: leftOut.unobserved })}</li>
          <li>{t('backTest.leftOut.over', { count: leftOut.over })}</li>
          <li>{t('backTest.leftOut.objecting', { count: leftOut.objecting })}</li>
        </ul>
        {groups.length > 0 && <Groups groups={groups} />}
      </details>
      {run !== undefined && <Missed territory={territory} version={version} run={run} today={today} />}
    </div>
  );
}

function Groups({ groups }: Pick<BackTestSummary, 'groups'>) {
  return (
    <table className="plain-table bt-table small">
      <caption>{t('backTest.groups')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('backTest.column.group')}</th>
          <th scope="col">{t('backTest.flagged')}</th>
          <th scope="col">{t('backTest.baseRate')}</th>
          <th scope="col">{t('backTest.precision')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ by, value, flagged, baseRate, precision }) => (
          <tr key={`${by} ${value}`}>
            <th scope="row">{t('backTest.group', { by: t(`backTest.by.${by}`), value })}</th>
            <td>{count(flagged, locale)}</td>
            <td>{percent(baseRate, locale)}</td>
            <td>{percent(precision, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By case number: who they are is asked of their structure. */
function Missed({
  territory,
  version,
  run,
  today,
}: Pick<ResultProps, 'territory' | 'version' | 'today'> & { readonly run: string }) {
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({ ...missedQuery(territory, version, run), enabled: open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('backTest.missed')}</summary>
      {error !== null && <p role="alert">{error.message}</p>}
      {open && data === undefined && error === null && <PagePending />}
      {data?.length === 0 && <p>{t('backTest.noMissed')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul>
          {data.map(({ caseNumber, exitOn, parcoursId }) => (
            <li key={parcoursId}>
              {t('backTest.missedCase', { case: caseNumber, date: shortDay(exitOn, today, locale) })}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
