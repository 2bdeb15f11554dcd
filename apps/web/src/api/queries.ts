import { infiniteQueryOptions, queryOptions, skipToken } from '@tanstack/react-query';
import { acting } from './acting.js';
import { answer, client } from './client.js';
import type { operations } from '../generated/api.js';
import type { CasesAsked, FullName } from './contract.js';

const HOUR = 3_600_000;

/**
 * For what a page cannot do without: a question that fails shows why in its place. What was read before stays on the
 * screen when only a later reading fails.
 */
export const needed = {
  throwOnError: (_: unknown, query: { state: { data: unknown } }) => query.state.data === undefined,
};

/** Every item of a list that the screens choose from, page after page. */
export async function everyPage<Item>(
  read: (cursor: { cursor?: string }) => Promise<{ readonly items: Item[]; readonly nextCursor?: string }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let next: { cursor?: string } | undefined = {}; next !== undefined;) {
    const page: Awaited<ReturnType<typeof read>> = await read(next);
    items.push(...page.items);
    next = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor };
  }
  return items;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await answer(client.GET('/auth/me', { signal }));
    acting.hold(me.structures);
    return me;
  },
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
  queryFn: ({ signal }) =>
    everyPage((cursor) => answer(client.GET('/structures', { params: { query: { limit: 200, ...cursor } }, signal }))),
  staleTime: 5 * 60_000,
});

/** What a structure offers to people, what it has withdrawn since included: a late entry may name it. */
export const servicesQuery = (structure: string) =>
  queryOptions({
    queryKey: ['services', structure],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        answer(
          client.GET('/services', { params: { query: { structure, withdrawn: true, limit: 200, ...cursor } }, signal }),
        ),
      ),
    staleTime: 5 * 60_000,
  });

/** The professionals that the reader may know of, with their mandates. */
export const professionalsQuery = queryOptions({
  queryKey: ['professionals'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      answer(client.GET('/professionals', { params: { query: { limit: 200, ...cursor } }, signal })),
    ),
  staleTime: 5 * 60_000,
});

export const casesQuery = (asked: CasesAsked) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/cases', {
          params: { query: { ...asked, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

export const caseCountsQuery = queryOptions({
  queryKey: ['cases', 'counts'],
  queryFn: ({ signal }) => answer(client.GET('/cases/counts', { signal })),
});

/** What waits among the alerts of one's structures; in the navigation at all times. */
export const alertCountsQuery = queryOptions({
  queryKey: ['alerts', 'counts'],
  queryFn: ({ signal }) => answer(client.GET('/alerts/counts', { signal })),
});

/** People by name; the question travels in the body, and names are not kept once they are off the screen. */
export const peopleQuery = (name: string) =>
  queryOptions({
    queryKey: ['people', name],
    queryFn: ({ signal }) => answer(client.POST('/people/search', { body: { name }, signal })),
    gcTime: 0,
  });

/** A person with what she was told and what she objects to: each reading is a line of the access journal. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => answer(client.GET('/people/{id}', { params: { path: { id } }, signal })),
    gcTime: 0,
    staleTime: Infinity,
  });

/** Whether somebody about to be registered is known already; asked once both names and the birth date are there. */
export const knownPeopleQuery = (person: FullName | undefined) =>
  queryOptions({
    queryKey: ['known', person ?? null],
    queryFn:
      person === undefined ? skipToken : ({ signal }) => answer(client.POST('/people/known', { body: person, signal })),
    gcTime: 0,
    staleTime: Infinity,
    // Each time is counted.
    retry: false,
  });

type OrientationsAsked = NonNullable<operations['Orientations_list']['parameters']['query']>;

export const orientationsQuery = (
  direction: NonNullable<OrientationsAsked['direction']>,
  state: NonNullable<OrientationsAsked['state']>,
) =>
  infiniteQueryOptions({
    queryKey: ['orientations', 'list', direction, state],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/orientations', {
          params: { query: { direction, state, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

/** One orientation with its sheet: each reading is a line of the access journal. */
export const orientationQuery = (id: string) =>
  queryOptions({
    queryKey: ['orientations', 'one', id],
    queryFn: ({ signal }) => answer(client.GET('/orientations/{id}', { params: { path: { id } }, signal })),
    gcTime: 0,
    staleTime: Infinity,
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
