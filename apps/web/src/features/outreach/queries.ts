import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client, type Encounter } from '../../api/index.js';

/** The encounters of the reader's structures, the latest first: whose they turned out to be is a line of the journal. */
export const encountersQuery = infiniteQueryOptions({
  queryKey: ['outreach', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/outreach', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});

/** One of them, looked for among all; null where it is not there any more. */
export const encounterQuery = (id: string) =>
  queryOptions({
    queryKey: ['outreach', 'one', id],
    queryFn: async ({ signal }): Promise<Encounter | null> => {
      for (let next: { cursor?: string } | undefined = {}; next !== undefined;) {
        const query = { limit: 200, ...next };
        const page: EncountersPage = await answer(client.GET('/outreach', { params: { query }, signal }));
        const found = page.items.find((encounter) => encounter.id === id);
        if (found !== undefined) return found;
        next = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor };
      }
      return null;
    },
    gcTime: 0,
    staleTime: Infinity,
  });

interface EncountersPage {
  readonly items: readonly Encounter[];
  readonly nextCursor?: string;
}
