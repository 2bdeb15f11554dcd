import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client, type AlertsAsked } from '../../api/index.js';

export const alertsQuery = (asked: Pick<AlertsAsked, 'state' | 'whose'>) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/alerts', {
          params: { query: { ...asked, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

/** The alert of a parcours that a link leads to, whatever list it stands in. */
export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ['alerts', 'one', id],
    queryFn: ({ signal }) => answer(client.GET('/alerts/{id}', { params: { path: { id } }, signal })),
  });

export const escalationsQuery = infiniteQueryOptions({
  queryKey: ['alerts', 'escalations'],
  queryFn: ({ pageParam, signal }) =>
    answer(
      client.GET('/alerts/escalations', {
        params: { query: pageParam === '' ? {} : { cursor: pageParam } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** What the coordinator is told besides alerts, the open cases page after page. */
export const coordinationQuery = infiniteQueryOptions({
  queryKey: ['alerts', 'coordination'],
  queryFn: ({ pageParam, signal }) =>
    answer(
      client.GET('/notices/coordination', {
        params: { query: pageParam === '' ? {} : { cursor: pageParam } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ conventionEnd }) => conventionEnd?.next,
});
