import type { DomainEvent, LifeEvent, Reference } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

/** A field of a step that names an earlier entry, by eventId. */
export interface NamedEntry {
  readonly field: string;
  readonly types: readonly string[];
}

/** Which types name others, and where; those absent name none. */
export type ReferencesOfFamily<E extends DomainEvent> = {
  readonly [Type in E['type']]?: readonly {
    readonly field: keyof Extract<E, { type: Type }>['data'] & string;
    readonly types: readonly string[];
  }[];
};

/** The entries that an event names, read from such a table; an optional field left out names none. */
export function referencesIn<E extends DomainEvent>(
  table: ReferencesOfFamily<E>,
  event: LifeEvent<E>,
): readonly Reference[] {
  const named: readonly NamedEntry[] = table[event.type as E['type']] ?? [];
  const data = event.data as Readonly<Record<string, Uuid | undefined>>;
  return named.flatMap(({ field, types }) => {
    const eventId = data[field];
    return eventId === undefined ? [] : [{ field: `/${field}`, eventId, types }];
  });
}
