import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/index.js';

/**
 * A refusal is an answer: only a lost connection or a server in trouble is worth asking again. What a browser believes
 * of its connection decides nothing: a question that nobody answers says so, instead of loading for ever.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});

/** Asks anew what a command has changed, by the first word of the questions; what is not on the page is asked when it is. */
export async function readAnew(...questions: readonly string[]): Promise<void> {
  await Promise.all(questions.map((question) => queryClient.invalidateQueries({ queryKey: [question] })));
}
