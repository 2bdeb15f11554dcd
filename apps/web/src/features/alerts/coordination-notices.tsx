import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { needed, nomenclatureQuery, type CoordinationNotices } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { count, dayOf, locale, longDay, shortDay, t } from '../../i18n/index.js';
import { ElevationButton } from '../elevations/index.js';
import { coordinationQuery } from './queries.js';

/** What the coordinator is told besides alerts (risk.md § 1): cases open at the end of the convention, doubled supports. */
export function CoordinationNotices() {
  const [today] = useState(() => dayOf(new Date()));
  const found = useInfiniteQuery({ ...coordinationQuery, ...needed });
  const pages = found.data?.pages;
  const [first] = pages ?? [];
  if (pages === undefined || first === undefined) {
    return <PagePending />;
  }
  const end = first.conventionEnd;
  return (
    <>
      <Concurrent notices={first.concurrentSupport} today={today} />
      {end !== null && (
        <ConventionEnd
          end={end}
          items={pages.flatMap(({ conventionEnd }) => conventionEnd?.items ?? [])}
          today={today}
          {...(found.hasNextPage && { onMore: () => void found.fetchNextPage() })}
        />
      )}
    </>
  );
}

interface ConcurrentProps {
  readonly notices: CoordinationNotices['concurrentSupport'];
  readonly today: string;
}

function Concurrent({ notices, today }: ConcurrentProps) {
  const heading = useId();
  const kinds = useQuery(nomenclatureQuery('support-kinds')).data;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('notices.concurrent')}</h2>
      {notices.length === 0 ? (
        <p>{t('notices.noConcurrent')}</p>
      ) : (
        <>
          <p className="alerts-lead">{t('notices.concurrentLead')}</p>
          <ul className="notices">
            {notices.map(({ caseNumber, parcoursId, beneficiaryId, supportKind, structures, since }) => (
              <li key={`${parcoursId} ${supportKind}`}>
                <b>{caseNumber}</b>{' '}
                {t('notices.both', {
                  kind: kinds?.find(({ code }) => code === supportKind)?.label ?? '',
                  structures: structures.map(({ name }) => name).join(', '),
                  date: shortDay(since, today, locale),
                })}{' '}
                <ElevationButton beneficiary={beneficiaryId} who={caseNumber} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface ConventionEndProps {
  readonly end: NonNullable<CoordinationNotices['conventionEnd']>;
  readonly items: NonNullable<CoordinationNotices['conventionEnd']>['items'];
  readonly today: string;
  readonly onMore?: () => void;
}

function ConventionEnd({ end, items, today, onMore }: ConventionEndProps) {
  const heading = useId();
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('notices.end', { date: longDay(end.endsOn, locale) })}</h2>
      <p>{t('notices.openCases', { count: count(end.openCases, locale) })}</p>
      <table className="plain-table">
        <caption className="visually-hidden">{t('notices.openCases', { count: count(end.openCases, locale) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('alerts.column.case')}</th>
            <th scope="col">{t('alerts.column.structure')}</th>
            <th scope="col">{t('notices.openedOn')}</th>
            <th scope="col">{t('elevations.column')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ caseNumber, parcoursId, beneficiaryId, structure, openedOn }) => (
            <tr key={parcoursId}>
              <th scope="row">{caseNumber}</th>
              <td>{structure?.name ?? t('alerts.noStructure')}</td>
              <td>{shortDay(openedOn, today, locale)}</td>
              <td>
                <ElevationButton beneficiary={beneficiaryId} who={caseNumber} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {onMore !== undefined && (
        <button type="button" className="button" onClick={onMore}>
          {t('file.more')}
        </button>
      )}
    </section>
  );
}
