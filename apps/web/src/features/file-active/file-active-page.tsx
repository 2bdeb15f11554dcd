import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { caseCountsQuery, casesQuery, needed } from '../../api/index.js';
import { Page } from '../../app/index.js';
import { Icon, SearchField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { FoundPeople } from '../people/index.js';
import { CaseTable } from './case-table.js';
import { FileViews } from './file-views.js';
import './file-active.css';
import { ASKED, type View, type Whose } from './views.js';

/** The people someone follows, by what is to do; somebody else is found by name. */
export function FileActivePage() {
  const { vue: view = 'all', qui } = useSearch({ from: '/shell/' });
  const whose: Whose = qui === 'miennes' ? 'mine' : 'all';
  const navigate = useNavigate({ from: '/' });
  const [typed, setTyped] = useState('');
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
        <div className="row">
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
          <FileViews view={view} whose={whose} counts={counts} onChange={show} />
          <Cases view={view} whose={whose} onClear={() => show('all', 'all')} />
        </>
      )}
    </Page>
  );
}

interface CasesProps {
  readonly view: View;
  readonly whose: Whose;
  readonly onClear: () => void;
}

function Cases({ view, whose, onClear }: CasesProps) {
  const cases = useInfiniteQuery({
    ...casesQuery({ ...ASKED[view], whose }),
    placeholderData: keepPreviousData,
    ...needed,
  });
  const items = cases.data?.pages.flatMap((page) => page.items);
  if (items === undefined) return <Skeleton />;
  if (items.length === 0) return view === 'all' && whose === 'all' ? <Empty /> : <NobodyHere onClear={onClear} />;
  return (
    <>
      <CaseTable items={items} />
      {cases.hasNextPage && (
        <button type="button" className="button" onClick={() => void cases.fetchNextPage()}>
          {cases.isFetchingNextPage ? t('app.loading') : t('file.more')}
        </button>
      )}
      <p className="quiet small no-print">{t('file.keys')}</p>
    </>
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
