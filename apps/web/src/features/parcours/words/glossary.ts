import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { nomenclatureQuery, structuresQuery, type ParcoursView, type Structure } from '../../../api/index.js';
import { listsOf, type Glossary } from './entry-words.js';

/** The words for the entries of a parcours; labels that have not come yet are left out, never shown as codes. */
export function useGlossary(view: ParcoursView, today: string): Glossary {
  const lists = useMemo(() => listsOf(view.entries), [view.entries]);
  const labels = useQueries({
    queries: lists.map((list) => nomenclatureQuery(list)),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, index) =>
          (data ?? []).map((code) => [`${lists[index]}/${code.code}`, code.label] as const),
        ),
      ),
  });
  // Whom an orientation goes to may have logged nothing yet: its name is in the directory alone.
  const structures = useQuery(structuresQuery).data;
  return useMemo(() => {
    const names = namesIn(view, structures ?? []);
    return {
      label: (list, code) => labels.get(`${list}/${code ?? ''}`),
      name: (id) => names.get(id ?? ''),
      today,
    };
  }, [labels, structures, view, today]);
}

/** Every structure and professional that the view names, and the structures of the directory. */
function namesIn({ parcours, entries }: ParcoursView, structures: readonly Structure[]): ReadonlyMap<string, string> {
  const named = [
    ...structures,
    ...parcours.structures,
    parcours.referent ?? [],
    ...entries.flatMap(({ structure, actor }) => [structure ?? [], actor ?? []]),
  ].flat();
  return new Map(named.map(({ id, name }) => [id, name]));
}
