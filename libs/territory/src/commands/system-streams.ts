import {
  SYSTEM_KEY_ID,
  type CommandContext,
  type CommandResult,
  type CommandRunner,
  type Decider,
  type DomainEvent,
} from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { dateAt, derivedId, type CivilDate, type NomenclatureCatalogue, type Uuid } from '@jalons/kernel';

export interface TerritoryParts {
  readonly runner: CommandRunner;
  readonly clock: Clock;
  readonly codes: NomenclatureCatalogue;
  readonly idSecret: Uint8Array;
  /** The IANA zone that counts days where no territory says another. */
  readonly zone: string;
}

export interface RunOptions {
  /** The revision that If-Match named. */
  readonly expected?: number;
  /** The IANA zone of the territory concerned. */
  readonly zone?: string;
}

/** Commands on the streams of one category that concern no person, hence under the system key. */
export class SystemStreams<Command, Event extends DomainEvent, State> {
  constructor(
    private readonly parts: TerritoryParts,
    private readonly decider: Decider<Command, Event, State>,
  ) {}

  /** The id of what a command makes: a retry finds the same. */
  newId({ commandId }: CommandContext): Uuid {
    return derivedId(this.parts.idSecret, this.decider.category, commandId);
  }

  /** The current day. */
  today(): CivilDate {
    return dateAt(this.parts.clock.now(), this.parts.zone);
  }

  /** Runs a command; a retry of the same context answers what was stored first. */
  run(
    id: Uuid,
    command: Command,
    context: CommandContext,
    { expected, zone = this.parts.zone }: RunOptions = {},
  ): Promise<CommandResult> {
    const { runner, clock } = this.parts;
    return runner.run({
      decider: this.decider,
      stream: `${this.decider.category}-${id}`,
      command,
      context,
      decision: { now: clock.now(), zone },
      keyId: SYSTEM_KEY_ID,
      ...(expected !== undefined && { expected }),
    });
  }
}
