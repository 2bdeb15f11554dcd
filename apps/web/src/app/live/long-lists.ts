import type { InfiniteData, Query, QueryKey } from '@tanstack/react-query';
import { queryClient } from '../query-client.js';

/** Pages of a list that are kept once one has left it, and read anew together. */
const KEPT = 4;

type Loaded = InfiniteData<unknown, unknown>;

/** A list that somebody has scrolled far down: not read anew under their eyes. */
export function isLong({ state: { data } }: { readonly state: { readonly data: unknown } }): boolean {
  return ((data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) > KEPT;
}

/** Leaves the first pages of a list, so that it is not read anew from end to end. */
export function shorten(queryKey: QueryKey): void {
  queryClient.setQueryData<Loaded>(queryKey, (held) =>
    held === undefined || held.pages.length <= KEPT
      ? held
      : { pages: held.pages.slice(0, KEPT), pageParams: held.pageParams.slice(0, KEPT) },
  );
}

/** The long lists on the screen. */
function longOnes(queryKey?: QueryKey): readonly Query[] {
  return queryClient.getQueryCache().findAll({ ...(queryKey && { queryKey }), type: 'active', predicate: isLong });
}

/** Whether one of these is a long list that somebody is reading. */
export function isReadFarDown(stale: readonly QueryKey[]): boolean {
  return stale.some((queryKey) => longOnes(queryKey).length > 0);
}

/** Reads the long lists on the screen anew, from their top. */
export function readAnewFromTheTop(): void {
  for (const { queryKey } of longOnes()) {
    shorten(queryKey);
    void queryClient.invalidateQueries({ queryKey, exact: true });
  }
}
