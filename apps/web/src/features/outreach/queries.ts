import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, ApiProblem, client, type Encounter } from '../../api/index.js';

/** The encounters of the reader's structures, the latest first: whose they turned out to be is a line of the journal. */
export const encountersQuery = infiniteQueryOptions({
  queryKey: ['outreach', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/outreach', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});

/** One of them; null where it is not there any more. */
export const encounterQuery = (id: string) =>
  queryOptions({
    queryKey: ['outreach', 'one', id],
    queryFn: async ({ signal }): Promise<Encounter | null> => {
      try {
        return await answer(client.GET('/outreach/{id}', { params: { path: { id } }, signal }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
    gcTime: 0,
    staleTime: Infinity,
  });
