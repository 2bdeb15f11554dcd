import { useQuery } from '@tanstack/react-query';
import { needed } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { count, locale, percent, t } from '../../i18n/index.js';
import type { VersionParts } from './parts.js';
import { precisionQuery } from './queries.js';

const OUTCOMES = ['reconnected', 'lost', 'already-in-job', 'late-data', 'duplicate', 'not-relevant'] as const;

/** Of the alerts that this version raised and somebody closed: how many were worth it, by quarter as well. */
export function LivePrecision({ territory, version }: VersionParts) {
  const { data } = useQuery({ ...precisionQuery(territory, version), ...needed });
  if (data === undefined) {
    return <PagePending />;
  }
  const share = (value: number | null) => (value === null ? t('backTest.noFigure') : percent(value, locale));
  return (
    <section className="card stack" aria-labelledby="live-precision">
      <h2 id="live-precision">{t('live.precision')}</h2>
      {data.raised === 0 ? (
        <p>{t('live.none')}</p>
      ) : (
        <>
          <p className="bt-says">
            <b className="bt-value">{share(data.precision)}</b>{' '}
            {t('live.says', {
              raised: count(data.raised, locale),
              closed: count(data.endedByPerson, locale),
              resolved: count(data.resolved, locale),
              without: share(data.withoutOutcome),
            })}
          </p>
          <table className="plain-table bt-table">
            <caption>{t('live.outcomes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('live.column.outcome')}</th>
                <th scope="col">{t('live.column.count')}</th>
              </tr>
            </thead>
            <tbody>
              {OUTCOMES.map((outcome) => (
                <tr key={outcome}>
                  <th scope="row">{t(`outcome.${outcome}`)}</th>
                  <td>{count(data.outcomes?.[outcome] ?? 0, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <table className="plain-table bt-table">
            <caption>{t('live.quarters')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('pilotage.column.quarter')}</th>
                <th scope="col">{t('live.column.closed')}</th>
                <th scope="col">{t('backTest.precision')}</th>
                <th scope="col">{t('live.column.without')}</th>
              </tr>
            </thead>
            <tbody>
              {data.quarters.map(({ quarter, endedByPerson, precision, withoutOutcome }) => (
                <tr key={quarter}>
                  <th scope="row">{quarterWord(quarter)}</th>
                  <td>{count(endedByPerson, locale)}</td>
                  <td>{share(precision)}</td>
                  <td>{share(withoutOutcome)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** `2026-T3` as it is said. */
function quarterWord(quarter: string): string {
  const [year = '', number = ''] = quarter.split(/-[TQ]/);
  return t('pilotage.quarter', { number, year });
}
