import { queryOptions } from '@tanstack/react-query';
import { answer, client, TERRITORY, withKey } from '../../api/index.js';

/** Milliseconds between two looks at a back-test that goes on. */
const LOOK_AGAIN = 1_000;
/** States in which a back-test moves by itself. */
export const GOING: ReadonlySet<string> = new Set(['waiting', 'running', 'recording']);

const of = (territory: string) => ({ 'jalons-territory': territory });

export const ruleSetsQuery = (territory: string) =>
  queryOptions({
    queryKey: ['rule-sets', territory, 'list'],
    queryFn: async ({ signal }) =>
      (await answer(client.GET('/rule-sets', { params: { header: of(territory) }, signal }))).items,
  });

export const ruleSetQuery = (territory: string, version: number) =>
  queryOptions({
    queryKey: ['rule-sets', territory, version],
    queryFn: ({ signal }) =>
      answer(client.GET('/rule-sets/{version}', { params: { path: { version }, header: of(territory) }, signal })),
  });

export const comparisonQuery = (territory: string, version: number, other: number) =>
  queryOptions({
    queryKey: ['rule-sets', territory, version, 'comparison', other],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/rule-sets/{version}/comparison', {
          params: { path: { version }, query: { with: other }, header: of(territory) },
          signal,
        }),
      ),
  });

export const precisionQuery = (territory: string, version: number) =>
  queryOptions({
    queryKey: ['rule-sets', territory, version, 'precision'],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/rule-sets/{version}/precision', {
          params: { path: { version }, header: of(territory) },
          signal,
        }),
      ),
  });

/** The back-tests of a version, the latest first; looked at again by itself while one goes on. */
export const backTestsQuery = (territory: string, version: number) =>
  queryOptions({
    queryKey: ['rule-sets', territory, version, 'back-tests'],
    queryFn: async ({ signal }) =>
      (
        await answer(
          client.GET('/rule-sets/{version}/back-tests', {
            params: { path: { version } },
            headers: { [TERRITORY]: territory },
            signal,
          }),
        )
      ).items,
    refetchInterval: ({ state }) => (state.data?.some((run) => GOING.has(run.state)) === true ? LOOK_AGAIN : false),
  });

/** Exits that nothing foresaw, by case number: asked for on demand. */
export const missedQuery = (territory: string, version: number, run: string) =>
  queryOptions({
    queryKey: ['rule-sets', territory, version, 'missed', run],
    queryFn: async ({ signal }) =>
      (
        await answer(
          client.GET('/rule-sets/{version}/back-tests/{run}/missed-cases', {
            params: { path: { version, run } },
            headers: { [TERRITORY]: territory },
            signal,
          }),
        )
      ).items,
  });

/** Reviews of risk that went wrong, and wait to be asked for again. */
export const failedReviewsQuery = queryOptions({
  queryKey: ['failed-reviews'],
  queryFn: ({ signal }) => answer(client.GET('/failed-reviews', { signal })),
});

/** The headers of a command on the rules of a territory. */
export function commandOn(territory: string, key: string): { headers: Record<string, string> } {
  return withKey(key, undefined, territory);
}
