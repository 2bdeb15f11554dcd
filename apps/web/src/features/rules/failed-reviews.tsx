import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answer, client, needed, withKey } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { failedReviewsQuery } from './queries.js';

/** Cases whose risk could not be worked out: seen, and asked for again once the cause is mended. */
export function FailedReviews() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const [said, setSaid] = useState('');
  const { data } = useQuery({ ...failedReviewsQuery, ...needed });
  if (data === undefined || (data.total === 0 && said === '')) return null;
  async function retry() {
    try {
      const { asked } = await answer(client.POST('/failed-reviews/retries', withKey(crypto.randomUUID())));
      setSaid(t('failed.asked', { count: asked }));
      await queryClient.invalidateQueries({ queryKey: failedReviewsQuery.queryKey });
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('failed.title')}</h2>
      {data.total > 0 && (
        <>
          <p>{t('failed.lead', { count: data.total })}</p>
          <ul className="rules-failed">
            {data.items.map(({ caseNumber, code, at }) => (
              <li key={`${caseNumber} ${at}`}>
                <b>{caseNumber}</b>{' '}
                <span className="quiet small">
                  {t('failed.line', { date: shortDay(at.slice(0, 10), today, locale), code })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="row">
        {data.total > 0 && (
          <button type="button" className="button" onClick={() => void retry()}>
            {t('failed.retry')}
          </button>
        )}
        <span role="status">{said}</span>
      </div>
    </section>
  );
}
