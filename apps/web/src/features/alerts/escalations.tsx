import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { needed } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { dayOf, daysBetween, locale, shortDay, t } from '../../i18n/index.js';
import { ElevationButton } from '../elevations/index.js';
import { escalationsQuery } from './queries.js';

/** What a structure has not looked at in five working days: a case number, the structure and the delay, nobody's name. */
export function Escalations() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const found = useInfiniteQuery({ ...escalationsQuery, ...needed });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('alerts.escalations')}</h2>
      <p className="alerts-lead">{t('alerts.escalationsLead')}</p>
      {items === undefined && <PagePending />}
      {items?.length === 0 && <p>{t('alerts.noEscalation')}</p>}
      {items !== undefined && items.length > 0 && (
        <table className="plain-table">
          <caption className="visually-hidden">{t('alerts.escalations')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('alerts.column.case')}</th>
              <th scope="col">{t('alerts.column.structure')}</th>
              <th scope="col">{t('alerts.column.raised')}</th>
              <th scope="col">{t('alerts.column.waits')}</th>
              <th scope="col">{t('elevations.column')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ caseNumber, parcoursId, beneficiaryId, structure, raisedOn }) => (
              <tr key={parcoursId}>
                <th scope="row">{caseNumber}</th>
                <td>{structure?.name ?? t('alerts.noStructure')}</td>
                <td>{shortDay(raisedOn, today, locale)}</td>
                <td>{t('alerts.waits', { days: daysBetween(raisedOn, today) })}</td>
                <td>
                  <ElevationButton beneficiary={beneficiaryId} who={caseNumber} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.hasNextPage && (
        <button type="button" className="button" onClick={() => void found.fetchNextPage()}>
          {t('file.more')}
        </button>
      )}
    </section>
  );
}
