import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, client } from '../../api/index.js';
import { Page } from '../../app/index.js';
import { Icon, TextField } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { CaseTable } from './case-table.js';
import './file-active.css';
import { inView, matching, VIEWS, type View } from './rows.js';

/** The people someone follows; first what to do when there is nobody yet. */
export function FileActivePage() {
  const cases = useInfiniteQuery({
    queryKey: ['cases'],
    queryFn: ({ pageParam, signal }) =>
      answer(client.GET('/cases', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    throwOnError: true,
  });
  const items = cases.data?.pages.flatMap((page) => page.items);
  const add = (
    <Link to="/personnes/nouvelle" className="button button-primary">
      <Icon name="plus" />
      {t('nav.new')}
    </Link>
  );
  return (
    <Page title={t('file.title')} aside={add}>
      {items === undefined && <Skeleton />}
      {items?.length === 0 && <Empty />}
      {items !== undefined && items.length > 0 && (
        <>
          <People items={items} more={cases.hasNextPage} />
          {cases.hasNextPage && (
            <button type="button" className="button" onClick={() => void cases.fetchNextPage()}>
              {cases.isFetchingNextPage ? t('app.loading') : t('file.more')}
            </button>
          )}
        </>
      )}
    </Page>
  );
}

function People({ items, more }: { readonly items: Parameters<typeof inView>[0]; readonly more: boolean }) {
  const [view, setView] = useState<View>('all');
  const [typed, setTyped] = useState('');
  const [today] = useState(() => dayOf(new Date()));
  const shown = matching(inView(items, view, today), typed);
  return (
    <>
      <div className="file-tools no-print">
        <TextField name="filter" label={t('file.filter')} value={typed} onChange={setTyped} />
      </div>
      <Views items={items} more={more} today={today} value={view} onChange={setView} />
      <p className="quiet" role="status">
        {t(more && view === 'all' && typed === '' ? 'file.countMore' : 'file.count', { count: shown.length })}
      </p>
      {shown.length > 0 ? (
        <CaseTable items={shown} />
      ) : (
        <div className="card stack file-empty">
          <p>{t('file.noneHere')}</p>
          <button
            type="button"
            className="button"
            onClick={() => {
              setTyped('');
              setView('all');
            }}
          >
            {t('file.clear')}
          </button>
        </div>
      )}
      <p className="quiet small no-print">{t('file.keys')}</p>
    </>
  );
}

interface ViewsProps {
  readonly items: Parameters<typeof inView>[0];
  readonly more: boolean;
  readonly today: string;
  readonly value: View;
  readonly onChange: (view: View) => void;
}

/** The ways of looking at the list, each with how many wait there; "+" while there is more to load. */
function Views({ items, more, today, value, onChange }: ViewsProps) {
  return (
    <div className="file-views no-print" role="group" aria-label={t('file.tabs')}>
      {VIEWS.map((view) => {
        const count = inView(items, view, today).length;
        return (
          <button
            key={view}
            type="button"
            className={HOT.has(view) && count > 0 ? 'file-view file-view-hot' : 'file-view'}
            aria-pressed={view === value}
            onClick={() => onChange(view)}
          >
            {t(`file.${view}`)} <b>{more ? `${count}+` : count}</b>
          </button>
        );
      })}
    </div>
  );
}

/** What is urgent as soon as there is one. */
const HOT = new Set<View>(['noReferent', 'late']);

function Empty() {
  return (
    <div className="card stack file-empty">
      <h2>{t('file.emptyTitle')}</h2>
      <p>{t('file.empty')}</p>
      <Link to="/personnes/nouvelle" className="button button-primary">
        <Icon name="plus" />
        {t('nav.new')}
      </Link>
    </div>
  );
}

function Skeleton() {
  return (
    <div className="file file-empty" role="status">
      <p className="quiet">{t('app.loading')}</p>
    </div>
  );
}
