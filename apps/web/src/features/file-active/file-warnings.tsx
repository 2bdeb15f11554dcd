import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { handBacksQuery } from '../handover/queries.js';
import { noticesWord } from '../notices/notices.js';
import { noticesDueQuery } from '../notices/queries.js';

/**
 * Above the people one follows, what is owed besides: whom nobody has informed yet, whose parcours a structure without
 * its seat is to hand back. Nothing where nothing is, or where it is not known.
 */
export function FileWarnings() {
  return (
    <>
      <ToHandBack />
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
