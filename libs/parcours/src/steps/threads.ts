import type { DomainEvent, Life, LifeEvent, Violation } from '@jalons/event-log';
import { frenchDay } from '@jalons/event-log';
import { repeats, type Uuid } from '@jalons/kernel';

/** What follows one entry: an appointment and what became of it, a training and its end... */
export interface Thread<E extends DomainEvent> {
  /** The field, in the data of every follower, that names the entry they follow. */
  readonly field: string;
  /** Groups of types of which one entry at most may follow. */
  readonly once: readonly (readonly E['type'][])[];
  /** Types after which, by day, nothing follows any more. */
  readonly ends: readonly E['type'][];
  /** Types of which any number may follow, until the end. */
  readonly also?: readonly E['type'][];
  /** Code and French sentence of a second entry of a group. */
  readonly code: string;
  readonly message: string;
}

const NOTHING: ReadonlyMap<Uuid, never> = new Map<Uuid, never>();

/** The followers of each entry, in the order of the stream, by the first entry of its chain of corrections. */
export function followersOf<E extends DomainEvent>(
  life: Life<E>,
  field: string,
  types: ReadonlySet<E['type']>,
): ReadonlyMap<Uuid, readonly LifeEvent<E>[]> {
  let followers: Map<Uuid, LifeEvent<E>[]> | undefined;
  for (const event of life.inForce) {
    if (!types.has(event.type)) continue;
    const named = (event.data as Readonly<Record<string, unknown>>)[field];
    if (typeof named !== 'string') continue;
    const root = life.rootOf(named);
    followers ??= new Map();
    const others = followers.get(root);
    if (others === undefined) followers.set(root, [event]);
    else others.push(event);
  }
  return followers ?? NOTHING;
}

/** Each group once per entry, and nothing after what ends it. */
export function threadViolations<E extends DomainEvent>(life: Life<E>, thread: Thread<E>): readonly Violation[] {
  const { field, once, ends, code, message } = thread;
  const followed = followersOf(life, field, typesIn(thread));
  // Most threads are in no given parcours, and every step that is judged asks for them all.
  if (followed.size === 0) return [];
  return [...followed].flatMap(([root, followers]) => [
    ...once.flatMap((group) =>
      repeats(
        followers.filter(({ type }) => group.includes(type)),
        () => root,
      ).map((event) => ({ code, message, field: `/${field}`, entries: [root, life.rootOf(event.eventId)] })),
    ),
    ...afterTheirEnd(life, followers, ends),
  ]);
}

const typesByThread = new WeakMap<object, ReadonlySet<string>>();

/** Everything that may follow; made once for each thread, which is to be one constant. */
function typesIn<E extends DomainEvent>(thread: Thread<E>): ReadonlySet<E['type']> {
  const known = typesByThread.get(thread);
  if (known !== undefined) return known as ReadonlySet<E['type']>;
  const types = new Set([...thread.once.flat(), ...thread.ends, ...(thread.also ?? [])]);
  typesByThread.set(thread, types);
  return types;
}

function afterTheirEnd<E extends DomainEvent>(
  life: Life<E>,
  followers: readonly LifeEvent<E>[],
  ends: readonly E['type'][],
): readonly Violation[] {
  const isEnd = ({ type }: LifeEvent<E>) => ends.includes(type);
  return followers.filter(isEnd).flatMap((end) =>
    followers
      .filter((event) => !isEnd(event) && event.occurredOn > end.occurredOn)
      .map((event) => ({
        code: 'after-its-end',
        message: `La saisie du ${frenchDay(event.occurredOn)} suit celle du ${frenchDay(end.occurredOn)}, qui y met fin.`,
        field: '/occurredOn',
        entries: [life.rootOf(end.eventId), life.rootOf(event.eventId)],
      })),
  );
}
