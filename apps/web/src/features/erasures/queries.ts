import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/index.js';

/** Milliseconds between two looks, while an erasure is under way. */
const LOOK_AGAIN = 2_000;

export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasures'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/erasures', { params: { query: pageParam === '' ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some((each) => each.state !== 'done')) === true ? LOOK_AGAIN : false,
});
