import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';

/** Records that may be one person, the longest suspected first: each reading is a line of the access journal. */
export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['duplicates', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/duplicates', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** Whether there are any at all: the list is for who goes and looks. */
export const anyDuplicateQuery = queryOptions({
  queryKey: ['duplicates', 'any'],
  queryFn: async ({ signal }) =>
    (await answer(client.GET('/duplicates', { params: { query: { limit: 1 } }, signal }))).items.length > 0,
  staleTime: 5 * 60_000,
});
