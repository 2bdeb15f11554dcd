import { useEffect, useState } from 'react';
import { lastWritten } from '../../api/index.js';
import { clock, locale, t } from '../../i18n/index.js';
import { queryClient } from '../query-client.js';
import { listenOnce } from './one-stream.js';
import { liveEventOf, staleAfter } from './stale.js';

/** Pages of a list that are read anew together. */
const AT_ONCE = 4;

/** A list that somebody has scrolled far down: read anew when it is opened anew, and not under their eyes. */
function isLong({ state: { data } }: { readonly state: { readonly data: unknown } }): boolean {
  return ((data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) > AT_ONCE;
}

/** Keeps what is on the screen up to date with what others record, and says so to who does not see it change. */
export function LiveNews() {
  const [news, setNews] = useState('');
  useEffect(
    () =>
      listenOnce(({ type, data, upTo }) => {
        const stale = staleAfter(liveEventOf(type, data));
        const seen = stale.some(
          (queryKey) => queryClient.getQueryCache().findAll({ queryKey, type: 'active' }).length > 0,
        );
        for (const queryKey of stale) {
          void queryClient.invalidateQueries({ queryKey, predicate: (query) => !isLong(query) });
          void queryClient.invalidateQueries({ queryKey, predicate: isLong, refetchType: 'none' });
        }
        // What this browser has just written itself is no news.
        if (seen && upTo > (lastWritten() ?? '')) setNews(t('live.updated', { time: clock(new Date(), locale) }));
      }),
    [],
  );
  return (
    <p className="visually-hidden" aria-live="polite">
      {news}
    </p>
  );
}
