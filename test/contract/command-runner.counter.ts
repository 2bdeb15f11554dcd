import {
  commandHashOf,
  commandIdOf,
  defineEvents,
  type CommandRequest,
  type Decider,
  type DomainEvent,
  type StreamName,
} from '@jalons/event-log';
import { civilDateOf, DomainError, type Uuid } from '@jalons/kernel';

/** A small aggregate for tests: a counter that never leaves 0 to 100 and can be named. */
export type CounterEvent =
  | DomainEvent<'CounterAdded', { readonly by: number; readonly total: number }>
  | DomainEvent<'CounterNamed', { readonly name: string }>;

export type CounterCommand =
  | { readonly kind: 'add'; readonly by: number }
  /** Adds one event for each unit. */
  | { readonly kind: 'count'; readonly times: number }
  | { readonly kind: 'name'; readonly name: string };

export interface Counter {
  readonly total: number;
  readonly name: string | null;
}

export const counterEvents = defineEvents<CounterEvent>({ CounterAdded: { version: 1 }, CounterNamed: { version: 1 } });

const occurredOn = civilDateOf('2026-11-02');

export const counterDecider: Decider<CounterCommand, CounterEvent, Counter> = {
  category: 'counter',
  initial: () => ({ total: 0, name: null }),
  evolve: (state, event) =>
    event.type === 'CounterAdded' ? { ...state, total: event.data.total } : { ...state, name: event.data.name },
  decide: (command, state) => {
    if (command.kind === 'name') {
      return command.name === state.name ? [] : [{ type: 'CounterNamed', data: { name: command.name }, occurredOn }];
    }
    const steps = command.kind === 'add' ? [command.by] : Array.from({ length: command.times }, () => 1);
    let { total } = state;
    return steps.map((by) => {
      total += by;
      if (total < 0 || total > 100) throw new DomainError('unprocessable', 'out-of-range', 'Hors bornes.');
      return { type: 'CounterAdded', data: { by, total }, occurredOn };
    });
  },
};

/** A request as an HTTP handler makes it. */
export function counterRequest(
  idSecret: Uint8Array,
  stream: StreamName,
  command: CounterCommand,
  { actor, key, keyId, expected }: { actor: Uuid; key: string; keyId: Uuid; expected?: 'none' | number },
): CommandRequest<CounterCommand, CounterEvent, Counter> {
  const commandId = commandIdOf(idSecret, actor, key);
  return {
    decider: counterDecider,
    stream,
    command,
    context: { commandId, commandHash: commandHashOf(command), actor, correlationId: commandId },
    decision: { now: Date.parse('2026-11-02T09:00:00Z'), zone: 'Europe/Paris' },
    keyId,
    ...(expected === undefined ? {} : { expected }),
  };
}
