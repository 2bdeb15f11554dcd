import { useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { lastWritten } from '../../api/index.js';
import { clock, locale, t } from '../../i18n/index.js';
import { queryClient } from '../query-client.js';
import './live.css';
import { isLong, isReadFarDown, readAnewFromTheTop } from './long-lists.js';
import { listenOnce } from './one-stream.js';
import { liveEventOf, staleAfter } from './stale.js';

/**
 * Keeps what is on the screen up to date with what others record, and says so to who does not see it change. A long
 * list keeps its rows under the eyes of who has scrolled down; it says that it has changed, and is read anew on demand.
 */
export function LiveNews() {
  const [news, setNews] = useState('');
  const [behind, setBehind] = useState<string>();
  const href = useRouterState({ select: (state) => state.location.href });
  const fallBehind = useEffectEvent(() => setBehind(href));
  useEffect(
    () =>
      listenOnce(({ type, data, upTo }) => {
        const stale = staleAfter(liveEventOf(type, data));
        const seen = stale.some(
          (queryKey) => queryClient.getQueryCache().findAll({ queryKey, type: 'active' }).length > 0,
        );
        // What this browser has just written itself is no news.
        const isNews = upTo > (lastWritten() ?? '');
        if (isNews && isReadFarDown(stale)) fallBehind();
        for (const queryKey of stale) {
          void queryClient.invalidateQueries({ queryKey, predicate: (query) => !isLong(query) });
          void queryClient.invalidateQueries({ queryKey, predicate: isLong, refetchType: 'none' });
        }
        if (seen && isNews) setNews(t('live.updated', { time: clock(new Date(), locale) }));
      }),
    [],
  );
  function readAnew() {
    setBehind(undefined);
    globalThis.scrollTo({ top: 0 });
    readAnewFromTheTop();
  }
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {news}
      </p>
      <div className="live-behind no-print" role="status">
        {/* Of another page: whoever opens a list anew reads it as it is. */}
        {behind === href && (
          <>
            {t('live.behind')}{' '}
            <button type="button" className="button button-primary" onClick={readAnew}>
              {t('live.readAnew')}
            </button>
          </>
        )}
      </div>
    </>
  );
}
