import type { Life } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { parcoursReferences, type ParcoursEntry, type ParcoursEvent } from '@jalons/parcours';

/** Finds what an entry was answered, closed or followed by. */
export interface Answers {
  /** The entries in force of these types that name `eventId`, in order of life. */
  all<Type extends ParcoursEvent['type']>(eventId: Uuid, ...types: Type[]): readonly ParcoursEntry<Type>[];
  /** The first of them. */
  first<Type extends ParcoursEvent['type']>(eventId: Uuid, ...types: Type[]): ParcoursEntry<Type> | undefined;
}

/** Reads every reference of a life once; an entry and its corrections are one. */
export function answersOf(life: Life<ParcoursEvent>): Answers {
  const byRoot = new Map<Uuid, ParcoursEntry[]>();
  for (const event of [...life.steps, ...life.reopenings]) {
    for (const { eventId } of parcoursReferences(event)) {
      const root = life.rootOf(eventId);
      byRoot.set(root, [...(byRoot.get(root) ?? []), event]);
    }
  }
  const all: Answers['all'] = (eventId, ...types) =>
    (byRoot.get(life.rootOf(eventId)) ?? []).filter(({ type }) => (types as string[]).includes(type)) as never;
  return { all, first: (eventId, ...types) => all(eventId, ...types)[0] };
}
