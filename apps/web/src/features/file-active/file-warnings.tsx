import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../design/index.js';
import { noticesWord } from '../notices/notices.js';
import { noticesDueQuery } from '../notices/queries.js';

/** Above the people one follows: whom nobody has informed yet. Nothing where all are, or where it is not known. */
export function FileWarnings() {
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
