import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/index.js';

/** A refusal is an answer: only a lost connection or a server in trouble is worth asking again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
