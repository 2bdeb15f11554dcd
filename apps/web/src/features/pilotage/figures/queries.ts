import { queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../../api/index.js';
import type { Asked } from '../period/period.js';

/** The definitions in force, in words; they change with a release. */
export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: async ({ signal }) => (await answer(client.GET('/indicators', { signal }))).items,
  staleTime: Infinity,
});

/** One figure of a window, as known on a day or now. */
export const figureQuery = (id: string, { from, to, asOf }: Asked) =>
  queryOptions({
    queryKey: ['figure', id, from, to, asOf ?? null],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/indicators/{id}', {
          params: { path: { id }, query: { from, to, ...(asOf !== undefined && { asOf }) } },
          signal,
        }),
      ),
    // What was known on a day does not change by itself; an erasure or a late event may still move it.
    staleTime: asOf === undefined ? 30_000 : 5 * 60_000,
  });
