import type { Decided, DomainEvent } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';

/** A time of day `HH:mm` and the IANA zone it was said in; orders the display only (domain.md § 2). */
export interface TimeOfDay {
  readonly time: string;
  readonly zone: string;
}

/** When a step happened in life, as the operator gives it. */
export interface When {
  readonly occurredOn: CivilDate;
  readonly at?: TimeOfDay;
}

/** A step as it is asked for: its type and data, and when it happened. */
export type StepOf<E extends DomainEvent> = E extends DomainEvent ? Pick<E, 'type' | 'data'> & When : never;

type Recordings<E extends DomainEvent> = Readonly<Record<string, E['type']>>;

/** The commands that record one step each, from a table of command names and the type that each records. */
export type RecordingCommand<E extends DomainEvent, Table extends Recordings<E>> = {
  readonly [Name in keyof Table & string]: When & {
    readonly type: Name;
    readonly data: Extract<E, { type: Table[Name] }>['data'];
  };
}[keyof Table & string];

/** The step that such a command asks for. */
export function recordedBy<E extends DomainEvent>(
  table: Recordings<E>,
  { type, data, occurredOn, at }: When & { readonly type: string; readonly data: unknown },
): StepOf<E> {
  return { type: table[type], data, occurredOn, ...(at !== undefined && { at }) } as unknown as StepOf<E>;
}

/** A step as an event to append. */
export function decided<E extends DomainEvent>(step: StepOf<E>): Decided<E> {
  return step as unknown as Decided<E>;
}
