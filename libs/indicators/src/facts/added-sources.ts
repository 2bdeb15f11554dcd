import type { Uuid } from '@jalons/kernel';
import type { Streams } from './kept-sources.js';

/** What a batch adds to what is kept, by subject; subjects to whom it adds nothing are left out. */
export function addedSources<E, S>(
  streams: Streams<E>,
  kept: Streams<S>,
  sourceOf: (event: E, earlier: readonly S[]) => S | null,
): Streams<S> {
  const added = new Map<Uuid, S[]>();
  for (const [subject, events] of streams) {
    const all = [...(kept.get(subject) ?? [])];
    const known = all.length;
    for (const event of events) {
      const source = sourceOf(event, all);
      if (source !== null) all.push(source);
    }
    if (all.length > known) added.set(subject, all.slice(known));
  }
  return added;
}

/** What is kept, and what is added to it. */
export function together<S>(kept: Streams<S>, added: Streams<S>): Streams<S> {
  const all = new Map(kept);
  for (const [subject, sources] of added) all.set(subject, [...(kept.get(subject) ?? []), ...sources]);
  return all;
}

export function rowsOf<S, R>(streams: Streams<S>, rowOf: (subject: Uuid, source: S) => R): readonly R[] {
  return [...streams].flatMap(([subject, sources]) => sources.map((source) => rowOf(subject, source)));
}
