import { queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';

/** What the rules say of a parcours, today or with what was known on a day; replayed by the server at each reading. */
export const riskQuery = (id: string, on?: string) =>
  queryOptions({
    queryKey: ['risk', id, on ?? 'today'],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/parcours/{id}/risk', {
          params: { path: { id }, query: on === undefined ? {} : { on } },
          signal,
        }),
      ),
  });
