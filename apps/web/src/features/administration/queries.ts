import { queryOptions } from '@tanstack/react-query';
import { answer, client, everyPage } from '../../api/index.js';

export const territoriesQuery = queryOptions({
  queryKey: ['territories'],
  queryFn: ({ signal }) =>
    everyPage((cursor) => answer(client.GET('/territories', { params: { query: { limit: 200, ...cursor } }, signal }))),
  staleTime: 5 * 60_000,
});
