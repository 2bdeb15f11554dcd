import { t } from '../i18n/index.js';

interface MoreButtonProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): Promise<unknown>;
  };
}

/** The rest of a list that is read page by page; nothing on its last page. */
export function MoreButton({ list }: MoreButtonProps) {
  if (!list.hasNextPage) return null;
  return (
    <button type="button" className="button" onClick={() => void list.fetchNextPage()}>
      {list.isFetchingNextPage ? t('app.loading') : t('file.more')}
    </button>
  );
}
