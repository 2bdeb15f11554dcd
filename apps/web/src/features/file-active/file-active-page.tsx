import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { caseCountsQuery, casesQuery, needed } from '../../api/index.js';
import { Page, shorten } from '../../app/index.js';
import { Icon, SearchField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { DuplicatesLine } from '../duplicates/duplicates-line.js';
import { FoundPeople, useAskedName } from '../people/index.js';
import { CaseTable } from './case-table.js';
import { FileViews } from './file-views.js';
import { FileWarnings } from './file-warnings.js';
import './file-active.css';
import { ASKED, countOf, type View, type Whose } from './views.js';

/** The people someone follows, by what is to do; somebody else is found by name. */
export function FileActivePage() {
  const { vue: view = 'all', qui } = useSearch({ from: '/shell/' });
  const whose: Whose = qui === 'miennes' ? 'mine' : 'all';
  const navigate = useNavigate({ from: '/' });
  const [typed, setTyped] = useState('');
  useAskedName(setTyped);
  const counts = useQuery(caseCountsQuery).data;
  const add = (
    <Link to="/personnes/nouvelle" className="button button-primary">
      <Icon name="plus" />
      {t('nav.new')}
    </Link>
  );
  function show(view: View, whose: Whose) {
    void navigate({ search: { ...(view !== 'all' && { vue: view }), ...(whose === 'mine' && { qui: 'miennes' }) } });
  }
  return (
    <Page
      title={t('file.title')}
      aside={
        <div className="row file-actions">
          <Link to="/passation" className="button">
            <Icon name="swap" />
            {t('handover.title')}
          </Link>
          {add}
        </div>
      }
    >
      <SearchField name="people" label={t('people.search')} keys="Ctrl K" value={typed} onChange={setTyped} />
      {typed.trim().length > 1 ? (
        <FoundPeople name={typed.trim()} />
      ) : (
        <>
          <FileWarnings />
          <DuplicatesLine />
          <FileViews view={view} whose={whose} counts={counts} onChange={show} />
          <Cases view={view} whose={whose} total={countOf(view, whose, counts)} onClear={() => show('all', 'all')} />
        </>
      )}
    </Page>
  );
}

interface CasesProps {
  readonly view: View;
  readonly whose: Whose;
  readonly total: number | undefined;
  readonly onClear: () => void;
}

function Cases({ view, whose, total, onClear }: CasesProps) {
  const query = useMemo(() => casesQuery({ ...ASKED[view], whose }), [view, whose]);
  const cases = useInfiniteQuery({
    ...query,
    placeholderData: keepPreviousData,
    ...needed,
  });
  const { queryKey } = query;
  // Whoever comes back starts at the top: a long list is not read anew from end to end.
  useEffect(() => () => shorten(queryKey), [queryKey]);
  const items = cases.data?.pages.flatMap((page) => page.items);
  if (items === undefined) return <Skeleton />;
  if (items.length === 0) return view === 'all' && whose === 'all' ? <Empty /> : <NobodyHere onClear={onClear} />;
  return (
    <>
      <p className="quiet small no-print file-keys">{t('file.keys')}</p>
      <CaseTable items={items} total={total} />
      {cases.hasNextPage && (
        <More
          key={cases.data?.pages.length}
          busy={cases.isFetchingNextPage}
          onMore={() => void (cases.isFetching || cases.fetchNextPage())}
        />
      )}
    </>
  );
}

/** What follows, as soon as the end comes near or on demand; mounted anew for each page, as the end may still be near. */
function More({ busy, onMore }: { readonly busy: boolean; readonly onMore: () => void }) {
  const end = useRef<HTMLParagraphElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more(), {
      rootMargin: '1500px 0px',
    });
    if (end.current !== null) observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <p ref={end}>
      <button type="button" className="button" onClick={onMore}>
        {busy ? t('app.loading') : t('file.more')}
      </button>
    </p>
  );
}

function NobodyHere({ onClear }: { readonly onClear: () => void }) {
  return (
    <div className="card stack file-empty">
      <p>{t('file.noneHere')}</p>
      <button type="button" className="button" onClick={onClear}>
        {t('file.clear')}
      </button>
    </div>
  );
}

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
