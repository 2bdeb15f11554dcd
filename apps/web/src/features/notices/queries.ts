import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';

/** People to inform, the first due first. Each reading is a line of the access journal: none is made without a reason. */
export const noticesDueQuery = infiniteQueryOptions({
  queryKey: ['notices-due'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/notices-due', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
  staleTime: 5 * 60_000,
});
