import type { DomainEvent } from './event.js';
import type { EventMetadata } from './payload.js';
import type { EntryVoided } from '../life/entry-voided.js';

/** Turns the data of one version into that of the next; pure, and kept for ever. */
export type Upcaster = (data: never, metadata: EventMetadata) => unknown;

/** One event type as the log stores it. */
export interface EventDefinition {
  readonly type: string;
  /** The version now written; from 1, raised whenever older data would no longer fit the current type. */
  readonly version: number;
  /** For each earlier version v, the step from v to v + 1. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
  /** Throws DomainError on data that must not be stored, as a last guard behind the decider. */
  readonly validate?: (data: never) => void;
}

type DataOf<E extends DomainEvent, Type> = Extract<E, { type: Type }>['data'];

interface EventVersions<Data> {
  readonly version: number;
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
  readonly validate?: (data: Data) => void;
}

/** In every stream (domain.md § 3), so defined once, here. */
type CommonType = EntryVoided['type'];

/**
 * The definitions of a union of events; the compiler asks for each type of the union, once.
 * @example export const seatEvents = defineEvents<SeatEvent>({ SeatGranted: { version: 1 }, SeatEnded: { version: 1 } });
 */
export function defineEvents<E extends DomainEvent>(definitions: {
  readonly [Type in Exclude<E['type'], CommonType>]: EventVersions<DataOf<E, Type>>;
}): readonly EventDefinition[] {
  return Object.entries<EventVersions<never>>(definitions).map(([type, { version, upcasters = {}, validate }]) => ({
    type,
    version,
    upcasters,
    ...(validate === undefined ? {} : { validate }),
  }));
}

/** The event that exists in every stream. */
export const commonEvents: readonly EventDefinition[] = [{ type: 'EntryVoided', version: 1, upcasters: {} }];

/**
 * Every event type of the product. Types that it does not hold stay readable as they were stored, which serves rolling
 * upgrades: the reader decides what to do with them (projections skip them when live and stop in a rebuild).
 */
export class EventTypeRegistry {
  private readonly byType = new Map<string, EventDefinition>();

  /** Throws on a type defined twice or with a step missing between its first version and the current one. */
  constructor(definitions: Iterable<EventDefinition>) {
    for (const definition of [...commonEvents, ...definitions]) {
      const { type, version, upcasters } = definition;
      if (this.byType.has(type)) throw new Error(`event type ${type} is defined twice`);
      if (!Number.isInteger(version) || version < 1) throw new Error(`${type}: version ${version} is not from 1 up`);
      const steps = Object.keys(upcasters)
        .map(Number)
        .toSorted((a, b) => a - b);
      const expected = Array.from({ length: version - 1 }, (_, index) => index + 1);
      if (steps.join() !== expected.join()) throw new Error(`${type}: upcasters from ${steps} instead of ${expected}`);
      this.byType.set(type, definition);
    }
  }

  definitions(): readonly EventDefinition[] {
    return [...this.byType.values()];
  }

  find(type: string): EventDefinition | undefined {
    return this.byType.get(type);
  }

  /** The definition to write with; a type that nobody registered is a fault of the program. */
  forWriting(type: string): EventDefinition {
    const definition = this.byType.get(type);
    if (definition === undefined) throw new Error(`event type ${type} is not registered`);
    return definition;
  }
}
