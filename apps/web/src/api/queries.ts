import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client.js';

const HOUR = 3_600_000;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answer(client.GET('/auth/me', { signal })),
  staleTime: 5 * 60_000,
});

export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: ({ signal }) => answer(client.GET('/first-run', { signal })),
});

/** A nomenclature changes with a release: one read an hour is plenty. */
export const nomenclatureQuery = (list: string) =>
  queryOptions({
    queryKey: ['nomenclature', list],
    queryFn: async ({ signal }) =>
      (await answer(client.GET('/nomenclatures/{list}', { params: { path: { list } }, signal }))).items,
    staleTime: HOUR,
  });

export const structuresQuery = queryOptions({
  queryKey: ['structures'],
  queryFn: async ({ signal }) => (await answer(client.GET('/structures', { signal }))).items,
  staleTime: 5 * 60_000,
});

export const parcoursQuery = (id: string) =>
  queryOptions({
    queryKey: ['parcours', id],
    queryFn: ({ signal }) => answer(client.GET('/parcours/{id}', { params: { path: { id } }, signal })),
  });

/** Asked for on demand alone, and never kept: each reading is a line of the access journal. */
export const identityQuery = (id: string) =>
  queryOptions({
    queryKey: ['identity', id],
    queryFn: ({ signal }) => answer(client.GET('/parcours/{id}/identity', { params: { path: { id } }, signal })),
    gcTime: 0,
    staleTime: Infinity,
  });
