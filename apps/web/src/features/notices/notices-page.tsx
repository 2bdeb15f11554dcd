import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import { needed, structuresQuery, type NoticeDue } from '../../api/index.js';
import { NoPermission, Page } from '../../app/index.js';
import { MoreButton } from '../../design/index.js';
import { clock, dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { NoticeForm } from '../parcours/rights/rights-forms.js';
import './notices.css';
import { dueWord, noticesWord } from './notices.js';
import { noticesDueQuery } from './queries.js';

/** Who has still to be told what is kept of her, by when, and the place to note that it was said (RGPD art. 13, 14). */
export function NoticesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (me.structures.length === 0) {
    return <NoPermission title={t('notices.title')}>{t('notices.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('notices.title')}>
      <p className="quiet">{t('notices.lead')}</p>
      <Due />
    </Page>
  );
}

function Due() {
  const [today] = useState(() => dayOf(new Date()));
  const [saved, setSaved] = useState('');
  const found = useInfiniteQuery({ ...noticesDueQuery, ...needed });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <p role="status" className={saved === '' ? 'visually-hidden' : 'form-saved'}>
        {saved}
      </p>
      {items === undefined && (
        <p className="card quiet" role="status">
          {t('app.loading')}
        </p>
      )}
      {items?.length === 0 && <p className="card">{t('notices.none')}</p>}
      {items !== undefined && items.length > 0 && (
        <>
          <p className="quiet">{noticesWord(items, found.hasNextPage)}</p>
          <ul className="notices" aria-label={t('notices.title')}>
            {items.map((item) => (
              <Row
                key={`${item.beneficiaryId} ${item.structureId}`}
                item={item}
                today={today}
                onDone={() => {
                  const at = t('save.savedAt', { time: clock(new Date(), locale) });
                  setSaved(`${at} ${t('notices.done', { name: item.displayName })}`);
                }}
              />
            ))}
          </ul>
        </>
      )}
      <MoreButton list={found} />
    </>
  );
}

interface RowProps {
  readonly item: NoticeDue;
  readonly today: string;
  readonly onDone: () => void;
}

function Row({ item, today, onDone }: RowProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const structures = useQuery(structuresQuery).data;
  const { beneficiaryId, displayName, structureId, article, since } = item;
  const place = structures?.find(({ id }) => id === structureId)?.name;
  return (
    <li>
      <p>
        <b>{displayName}</b> <span className={item.late ? 'notices-overdue' : ''}>{dueWord(item, today)}</span>
      </p>
      <p className="quiet small">
        {[
          t(`notices.since.${article}`, { date: shortDay(since, today, locale) }),
          me.structures.length > 1 ? (place ?? []) : [],
        ]
          .flat()
          .join(' · ')}
      </p>
      <NoticeForm
        beneficiary={beneficiaryId}
        today={today}
        due={{ article, structure: structureId, word: t('notices.note', { name: displayName }) }}
        onDone={onDone}
      />
    </li>
  );
}
