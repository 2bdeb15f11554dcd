import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';

/** Who opened which case by break-the-glass, the latest first. */
export const elevationsQuery = infiniteQueryOptions({
  queryKey: ['elevations'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/elevations', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});
