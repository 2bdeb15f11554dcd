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

/** The followers of each entry, in the order of the stream, by the first entry of its chain of corrections. */
export function followersOf<E extends DomainEvent>(
  life: Life<E>,
  field: string,
  types: ReadonlySet<E['type']>,
): ReadonlyMap<Uuid, readonly LifeEvent<E>[]> {
  const followers = new Map<Uuid, LifeEvent<E>[]>();
  for (const event of namingIn(life, field)) {
    if (!types.has(event.type)) continue;
    const root = life.rootOf((event.data as Readonly<Record<string, Uuid>>)[field]!);
    const others = followers.get(root);
    if (others === undefined) followers.set(root, [event]);
    else others.push(event);
  }
  return followers;
}

type Naming = ReadonlyMap<string, readonly LifeEvent[]>;

const namings = new WeakMap<object, Naming>();

/** The entries in force whose data have a text of that name; every thread asks, and the stream is walked once. */
function namingIn<E extends DomainEvent>(life: Life<E>, field: string): readonly LifeEvent<E>[] {
  let naming = namings.get(life);
  if (naming === undefined) {
    naming = namingOf(life.inForce as readonly LifeEvent[]);
    namings.set(life, naming);
  }
  return (naming.get(field) ?? []) as readonly LifeEvent<E>[];
}

function namingOf(events: readonly LifeEvent[]): Naming {
  const naming = new Map<string, LifeEvent[]>();
  for (const event of events) {
    for (const [field, value] of Object.entries(event.data as object)) {
      if (typeof value !== 'string') continue;
      const others = naming.get(field);
      if (others === undefined) naming.set(field, [event]);
      else others.push(event);
    }
  }
  return naming;
}

/** Each group once per entry, and nothing after what ends it. */
export function threadViolations<E extends DomainEvent>(
  life: Life<E>,
  { field, once, ends, also = [], code, message }: Thread<E>,
): readonly Violation[] {
  const types = new Set([...once.flat(), ...ends, ...also]);
  return [...followersOf(life, field, types)].flatMap(([root, followers]) => [
    ...once.flatMap((group) =>
      repeats(
        followers.filter(({ type }) => group.includes(type)),
        () => root,
      ).map((event) => ({ code, message, field: `/${field}`, entries: [root, life.rootOf(event.eventId)] })),
    ),
    ...afterTheirEnd(life, followers, ends),
  ]);
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
