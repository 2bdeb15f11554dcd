import type { Uuid } from '@jalons/kernel';
import type { CommandContext, DomainEvent } from '../codec/event.js';
import type { Position, StreamName } from '../port/envelope.js';
import type { Decider, DecisionContext } from './decider.js';

/** What a command answers, the first time and at every retry. */
export interface CommandResult {
  readonly stream: StreamName;
  /** The ids of the events that this command appended, in order; empty where it changed nothing. */
  readonly eventIds: readonly Uuid[];
  /** Revision and position of the last of them, or of the stream's end where nothing was appended. */
  readonly revision: number;
  readonly position: Position;
  /** True where an earlier attempt had already been stored. */
  readonly repeated: boolean;
}

export interface CommandRequest<Command, Event extends DomainEvent, State> {
  readonly decider: Decider<Command, Event, State>;
  readonly stream: StreamName;
  readonly command: Command;
  readonly context: CommandContext;
  readonly decision: DecisionContext;
  /** Whose key seals the events. */
  readonly keyId: Uuid;
  /** Refuse unless the stream is at this revision (If-Match); `none` for an aggregate that must be new. */
  readonly expected?: 'none' | number;
}

/**
 * Load, decide, append with the expected revision; one queue per stream in front, a conflict decided again while the
 * decision is still valid, a retried commandId answered with what was stored first (architecture.md § 3.1 and 3.4).
 */
export interface CommandRunner {
  run<Command, Event extends DomainEvent, State>(
    request: CommandRequest<Command, Event, State>,
  ): Promise<CommandResult>;
}

export const COMMAND_RUNNER = Symbol('CommandRunner');
