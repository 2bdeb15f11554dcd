import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';
import type { Import } from './import.js';

/** Milliseconds between two looks at an import that a worker is busy with. */
const LOOK = 1000;
/** Wrong lines shown at once. */
const LINES = 100;

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/imports', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => answer(client.GET('/imports/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data as Import | undefined)?.busy === true ? LOOK : false),
  });

/** What is wrong with its rows, by file and line; other lines once it ran. */
export const anomaliesQuery = ({ id, state }: Pick<Import, 'id' | 'state'>) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'anomalies', id, state],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: LINES, ...(pageParam !== '' && { cursor: pageParam }) };
      return answer(client.GET('/imports/{id}/anomalies', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

/** The formats that can be read. */
export const profilesQuery = queryOptions({
  queryKey: ['imports', 'profiles'],
  queryFn: async ({ signal }) => (await answer(client.GET('/import-profiles', { signal }))).items,
  staleTime: Infinity,
});
