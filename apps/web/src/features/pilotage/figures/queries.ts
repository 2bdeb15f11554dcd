import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../../api/index.js';
import { windowOf, type Asked } from '../period/period.js';

/** The definitions in force, in words; they change with a release. */
export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: async ({ signal }) => (await answer(client.GET('/indicators', { signal }))).items,
  staleTime: Infinity,
});

/** One figure of a window, as known on a day or now. */
export const figureQuery = (id: string, asked: Asked) =>
  queryOptions({
    queryKey: ['figure', id, windowOf(asked)],
    queryFn: ({ signal }) =>
      answer(client.GET('/indicators/{id}', { params: { path: { id }, query: windowOf(asked) }, signal })),
    // What was known on a day does not change by itself; an erasure or a late event may still move it.
    staleTime: asked.asOf === undefined ? 30_000 : 5 * 60_000,
  });

/** The parcours behind a figure, as of the very instant that it was counted at. */
export const countedQuery = (id: string, asked: Asked, asOf: string) =>
  infiniteQueryOptions({
    queryKey: ['counted', id, { ...asked, asOf }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/indicators/{id}/parcours', {
          params: { path: { id }, query: { ...asked, asOf, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
  });
