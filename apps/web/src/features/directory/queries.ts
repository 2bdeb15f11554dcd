import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client, type ServicesAsked } from '../../api/index.js';

/** The directory, common law first. */
export const directoryQuery = (asked: ServicesAsked) =>
  infiniteQueryOptions({
    queryKey: ['services', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/services', {
          params: { query: { ...asked, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['services', 'one', id],
    queryFn: ({ signal }) => answer(client.GET('/services/{id}', { params: { path: { id } }, signal })),
  });
