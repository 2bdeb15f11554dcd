import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client, everyPage, submissionKey, withKey } from '../../api/index.js';
import type { Handover, HandoverReport } from './handover.js';

/** The open cases that somebody answers for. */
export const portfolioQuery = (referent: string) =>
  queryOptions({
    queryKey: ['cases', 'portfolio', referent],
    queryFn: ({ signal }) =>
      everyPage(async (cursor) => {
        const query = { referent, status: 'open', limit: 200, ...cursor } as const;
        const { items, next } = await answer(client.GET('/cases', { params: { query }, signal }));
        return { items, ...(next !== undefined && { nextCursor: next }) };
      }),
  });

/** The cases to hand back after the end of a seat. */
export const handBacksQuery = infiniteQueryOptions({
  queryKey: ['hand-backs'],
  // Shorter after any step on one of them.
  staleTime: 0,
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/hand-backs', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** Sends a hand-over; while some of it is put off, the same request keeps its key, so that it does what is left. */
export function handoverSender(): (body: Handover) => Promise<HandoverReport> {
  const keys = submissionKey();
  return async (body) => {
    const report = await answer(client.POST('/handovers', { body, ...withKey(keys.for(body)) }));
    if (report.postponed === 0) keys.done();
    return report;
  };
}
