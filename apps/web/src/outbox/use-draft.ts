import { useCallback, useEffect, useRef, useState } from 'react';
import { useOutbox } from './use-outbox.js';
import type { Draft } from '../drafts/index.js';

/** Milliseconds without a key pressed before what was typed is kept. */
const PAUSE = 400;

/**
 * The draft of a form. `found` is undefined until it is known whether there is one, then the draft or null. While the
 * form is open the outbox leaves its draft alone. Where the browser refuses storage there is none, and the form works
 * all the same.
 */
export function useDraft(name: string) {
  const { box, outbox } = useOutbox();
  const [found, setFound] = useState<Draft | null>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useRef<Draft>(undefined);

  // One after the other, so that a draft dropped is not written again by a save that was on its way.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const queue = useCallback((work: () => Promise<void>): Promise<boolean> => {
    const done = last.current.then(work).then(
      () => true,
      () => false,
    );
    last.current = done;
    return done;
  }, []);

  /** Kept at once: resolved with true when it is, with false when the browser refused. */
  const keepNow = useCallback(
    (draft: Draft) => {
      clearTimeout(timer.current);
      unsaved.current = undefined;
      return queue(() => box.save(name, draft));
    },
    [box, name, queue],
  );
  const keep = useCallback(
    (draft: Draft) => {
      clearTimeout(timer.current);
      unsaved.current = draft;
      timer.current = setTimeout(() => void keepNow(draft), PAUSE);
    },
    [keepNow],
  );
  /** The draft of this key: another tab may have begun one of the same name. */
  const drop = useCallback(
    (key: string) => {
      clearTimeout(timer.current);
      unsaved.current = undefined;
      void queue(() => box.drop(name, key));
    },
    [box, name, queue],
  );

  useEffect(() => {
    let asked = true;
    const release = outbox.hold(name);
    const flush = () => {
      if (unsaved.current !== undefined) void keepNow(unsaved.current);
    };
    // A tab that is closed says no more than that it is hidden.
    document.addEventListener('visibilitychange', flush);
    box.load(name).then(
      (draft) => asked && setFound(draft ?? null),
      () => asked && setFound(null),
    );
    return () => {
      asked = false;
      document.removeEventListener('visibilitychange', flush);
      flush();
      void queue(async () => release());
    };
  }, [box, outbox, name, keepNow, queue]);

  return { found, keep, keepNow, drop };
}
