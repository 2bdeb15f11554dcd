import type { DomainEvent, StoredEvent } from '../codec/event.js';
import type { StreamName } from '../port/envelope.js';
import { eventIdOf } from './command-ids.js';
import type { CommandRequest, CommandResult, CommandRunner } from './command-runner.js';

interface Rehearsed {
  readonly state: unknown;
  readonly revision: number;
}

/**
 * Decides on new streams without a log: a series of commands is tried here first, so that one that a rule refuses is
 * refused before any of them is stored.
 */
export class RehearsalRunner implements CommandRunner {
  private readonly streams = new Map<StreamName, Rehearsed>();

  constructor(private readonly idSecret: Uint8Array) {}

  run<Command, Event extends DomainEvent, State>(
    request: CommandRequest<Command, Event, State>,
  ): Promise<CommandResult> {
    return Promise.resolve().then(() => this.decide(request));
  }

  private decide<Command, Event extends DomainEvent, State>({
    decider,
    stream,
    command,
    context,
    decision,
    keyId,
  }: CommandRequest<Command, Event, State>): CommandResult {
    const { state, revision } = this.streams.get(stream) ?? { state: decider.initial(), revision: -1 };
    const decided = decider.decide(command, state as State, decision);
    const events = decided.map((event, ordinal) => ({
      ...{ keyId, ...context, ...event, stream, recordedAt: decision.now, position: '', erased: false },
      ...{ eventId: eventIdOf(this.idSecret, stream, context.commandId, ordinal), revision: revision + 1 + ordinal },
    }));
    const last = revision + events.length;
    const folded = (events as unknown as readonly StoredEvent<Event>[]).reduce(decider.evolve, state as State);
    this.streams.set(stream, { state: folded, revision: last });
    return { stream, eventIds: events.map(({ eventId }) => eventId), revision: last, position: '', repeated: false };
  }
}
