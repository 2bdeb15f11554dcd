import { useEffect } from 'react';
import { nomenclatureQuery } from '../api/index.js';
import { queryClient } from './query-client.js';

/** Milliseconds after the first page before the others are fetched: it comes first. */
const AFTER = 2000;

/**
 * Fetches, once the page is there, what logging a step or an encounter will need: their pages, their forms and their
 * lists. Whoever loses the connection afterwards can still open them.
 */
export function useWarmPages(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => void warm().catch(() => undefined), AFTER);
    return () => clearTimeout(timer);
  }, [wanted]);
}

async function warm(): Promise<void> {
  await import('../features/parcours/index.js');
  const { LISTS } = await import('../features/parcours/add-step/index.js');
  await import('../features/orientations/index.js');
  const { LISTS: met } = await import('../features/outreach/index.js');
  await import('../design/combo-field.js');
  for (const list of new Set([...LISTS, ...met])) await queryClient.prefetchQuery(nomenclatureQuery(list));
}
