import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { caseCountsQuery, type DepartedReferent } from '../../api/index.js';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { managed } from '../handover/handover.js';
import { handBacksQuery } from '../handover/queries.js';
import { noticesWord } from '../notices/notices.js';
import { noticesDueQuery } from '../notices/queries.js';

/**
 * Above the people one follows, what is owed besides: whom nobody has informed yet, whose parcours a structure without
 * its seat is to hand back, whose referent has left. Nothing where nothing is, or where it is not known.
 */
export function FileWarnings() {
  return (
    <>
      <ToHandBack />
      <LeftBehind />
      <ToInform />
    </>
  );
}

function ToInform() {
  const { data, hasNextPage } = useInfiniteQuery(noticesDueQuery);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <p className={`file-warning ${items.some(({ late }) => late) ? 'file-warning-hot' : ''}`}>
      <Icon name="alert" />
      <Link to="/informations">{noticesWord(items, hasNextPage)}</Link>
    </p>
  );
}

/** One line per referent who left, with the cases that nobody took over: whoever manages the structure hands them on. */
function LeftBehind() {
  const { me } = useRouteContext({ from: '/shell' });
  const departed = useQuery(caseCountsQuery).data?.departed ?? [];
  const own = managed(me);
  return departed.map((one) => (
    <p key={`${one.referent.id} ${one.structure.id}`} className="file-warning file-warning-hot">
      <Icon name="alert" />
      {own.has(one.structure.id) ? <Link to="/passation">{leftWord(one)}</Link> : leftWord(one)}
    </p>
  ));
}

function leftWord({ referent, structure, cases }: DepartedReferent): string {
  return t('handover.gone', { name: referent.name, structure: structure.name, count: cases });
}

function ToHandBack() {
  const { data, hasNextPage } = useInfiniteQuery(handBacksQuery);
  const count = data?.pages.flatMap((page) => page.items).length ?? 0;
  if (count === 0) return null;
  return (
    <p className="file-warning file-warning-hot">
      <Icon name="alert" />
      <Link to="/passation">{t(hasNextPage ? 'handback.countMore' : 'handback.count', { count })}</Link>
    </p>
  );
}
