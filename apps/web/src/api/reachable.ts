const REACHABLE = 'jalons-reachable';

/** Tells this page that the server answers again: the live stream is open. */
export function sayReachable(): void {
  dispatchEvent(new Event(REACHABLE));
}

/**
 * Calls back each time that asking again has a chance: the browser has its connection back, or the server answers.
 * Answers how to stop.
 */
export function onReachable(listener: () => void): () => void {
  for (const type of ['online', REACHABLE]) addEventListener(type, listener);
  return () => {
    for (const type of ['online', REACHABLE]) removeEventListener(type, listener);
  };
}
