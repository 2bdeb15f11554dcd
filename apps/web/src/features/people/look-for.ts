import { useEffect } from 'react';

let waiting: string | undefined;
let listening: ((name: string) => void) | undefined;

/** Has the page that finds people look for this name, now or as soon as it is there: no name travels in an address. */
export function lookFor(name: string): void {
  if (listening === undefined) waiting = name;
  else listening(name);
}

/** For the page that finds people. @param take is given each name; the same function for the life of the page */
export function useAskedName(take: (name: string) => void): void {
  useEffect(() => {
    listening = take;
    if (waiting !== undefined) take(waiting);
    waiting = undefined;
    return () => {
      listening = undefined;
    };
  }, [take]);
}
