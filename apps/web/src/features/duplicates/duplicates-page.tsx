import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import { needed, type Duplicate } from '../../api/index.js';
import { NoPermission, Page, PagePending } from '../../app/index.js';
import { MoreButton } from '../../design/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { ElevationButton } from '../elevations/index.js';
import './duplicates.css';
import { numberedName, recordName } from './duplicates.js';
import { Question } from './question.js';
import { duplicatesQuery } from './queries.js';

const MAY = ['operator', 'structure-manager', 'coordinator'];

/** Records that may be one person: merged where they are, told apart where they are not. */
export function DuplicatesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const [told, setTold] = useState('');
  if (!me.roles.some((role) => MAY.includes(role))) {
    return <NoPermission title={t('duplicates.title')}>{t('duplicates.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('duplicates.title')}>
      <p className="duplicates-lead">{t('duplicates.lead')}</p>
      <p role="status">{told}</p>
      <Pairs coordinates={me.roles.includes('coordinator')} onSettled={setTold} />
    </Page>
  );
}

interface PairsProps {
  readonly coordinates: boolean;
  readonly onSettled: (told: string) => void;
}

function Pairs(asked: PairsProps) {
  const found = useInfiniteQuery({ ...duplicatesQuery, ...needed });
  const items = found.data?.pages.flatMap((page) => page.items);
  if (items === undefined) {
    return <PagePending />;
  }
  if (items.length === 0) return <p className="card duplicates-none">{t('duplicates.none')}</p>;
  return (
    <>
      <ul className="duplicates" aria-label={t('duplicates.title')}>
        {items.map((pair) => (
          <Pair key={pair.suspicionId} pair={pair} {...asked} />
        ))}
      </ul>
      <MoreButton list={found} />
    </>
  );
}

/**
 * Two records; whoever may not see both first opens the other, to look. They are merged by who follows both, and by the
 * coordinator.
 */
function Pair({ pair, coordinates, onSettled }: PairsProps & { readonly pair: Duplicate }) {
  const [today] = useState(() => dayOf(new Date()));
  const closed = pair.records.filter(({ fullName }) => fullName === null);
  return (
    <li className="card stack">
      <div>
        <h2>{pair.records.map((record) => titleOf(record)).join(' / ')}</h2>
        <p className="quiet small">
          {t(`duplicates.because.${pair.because}`)} · {shortDay(pair.suspectedOn, today, locale)}
        </p>
      </div>
      {!pair.mergeable && !(coordinates && closed.length > 0) && <p>{t('duplicates.byCoordination')}</p>}
      {closed.length > 0 && <p>{t('duplicates.closed')}</p>}
      {closed.map((record) => (
        <p key={record.beneficiaryId}>
          {titleOf(record)}{' '}
          <ElevationButton beneficiary={record.beneficiaryId} who={titleOf(record)} reason="duplicate-check" />
        </p>
      ))}
      {closed.length === 0 && (pair.mergeable || pair.voidableBy !== null) && (
        <Question pair={pair} onSettled={onSettled} />
      )}
    </li>
  );
}

/** One who is not open is told by the number of her record: two of them would be told alike. */
function titleOf(record: Duplicate['records'][number]): string {
  return record.fullName === null ? numberedName(record) : recordName(record);
}
