import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answer, client, needed, professionalsQuery } from '../../api/index.js';
import { PagePending, queryClient } from '../../app/index.js';
import { clock, dayOf, isMessage, locale, shortDay, t } from '../../i18n/index.js';

const mailsQuery = queryOptions({
  queryKey: ['mails'],
  queryFn: ({ signal }) => answer(client.GET('/mails', { signal })),
});

/** Whether mail leaves, and what did not, with the way to try again. */
export function MailsSection() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const mails = useQuery({ ...mailsQuery, ...needed }).data;
  const professionals = useQuery(professionalsQuery).data;
  const nameOf = (id: string) => {
    const found = professionals?.find(({ professional }) => professional === id);
    return found === undefined ? id : `${found.givenName} ${found.familyName}`;
  };
  const at = (instant: number) => {
    const date = new Date(instant);
    return `${shortDay(dayOf(date), today, locale)}, ${clock(date, locale)}`;
  };
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('mails.title')}</h2>
      {mails === undefined ? (
        <PagePending />
      ) : (
        <>
          <p>{t(mails.enabled ? 'mails.enabled' : 'mails.disabled')}</p>
          {mails.enabled && (
            <p className="quiet">
              {t('mails.waiting', { count: mails.waiting })}{' '}
              {mails.lastSentAt === null ? t('mails.neverSent') : t('mails.lastSent', { at: at(mails.lastSentAt) })}
            </p>
          )}
          {mails.failed.length === 0 ? (
            <p>{t('mails.noFailure')}</p>
          ) : (
            <>
              <h3>{t('mails.failed', { count: mails.failed.length })}</h3>
              <ul className="admin-list">
                {mails.failed.map(({ id, professional, period, attempts, reason, changedAt }) => (
                  <li key={id} className="row">
                    <span>
                      <b>{nameOf(professional)}</b>
                      {`, ${t('mails.of', { date: shortDay(period, today, locale) })} `}
                      <span className="quiet small">
                        {t('mails.failure', { attempts, at: at(changedAt), reason: reasonOf(reason) })}
                      </span>
                    </span>
                    <Retry id={id} name={nameOf(professional)} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Retry({ id, name }: { readonly id: string; readonly name: string }) {
  const [said, setSaid] = useState('');
  async function again() {
    try {
      await answer(client.POST('/mails/{id}/retries', { params: { path: { id } } }));
      await queryClient.invalidateQueries({ queryKey: mailsQuery.queryKey });
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void again()}>
        {t('app.retry')}
        <span className="visually-hidden"> : {name}</span>
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </>
  );
}

/** What is known of the failure in words; the answer of a mail server is said as it came. */
function reasonOf(reason: string | null): string {
  const key = `mails.reason.${reason ?? 'unknown'}`;
  return isMessage(key) ? t(key) : (reason ?? '');
}
