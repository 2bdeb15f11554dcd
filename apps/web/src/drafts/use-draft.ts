import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { meQuery } from '../api/index.js';
import { DraftBox, type Draft } from './draft-box.js';
import { indexedDbShelf } from './indexed-db-shelf.js';

/** Milliseconds without a key pressed before what was typed is kept. */
const PAUSE = 400;

/**
 * The draft of a form. `found` is undefined until it is known whether there is one, then the draft or null. Where the
 * browser refuses storage there is none, and the form works all the same.
 */
export function useDraft(name: string) {
  const client = useQueryClient();
  const owner = client.getQueryData(meQuery.queryKey)?.professional ?? '';
  const [box] = useState(() => new DraftBox(indexedDbShelf(), owner));
  const [found, setFound] = useState<Draft | null>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let asked = true;
    box.load(name).then(
      (draft) => asked && setFound(draft ?? null),
      () => asked && setFound(null),
    );
    return () => {
      asked = false;
    };
  }, [box, name]);

  // One after the other, so that a draft dropped is not written again by a save that was on its way.
  const last = useRef(Promise.resolve());
  const queue = useCallback((work: () => Promise<void>) => {
    last.current = last.current.then(work).catch(() => undefined);
  }, []);
  const keep = useCallback(
    (draft: Draft) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => queue(() => box.save(name, draft)), PAUSE);
    },
    [box, name, queue],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    queue(() => box.drop(name));
  }, [box, name, queue]);

  return { found, keep, drop };
}
