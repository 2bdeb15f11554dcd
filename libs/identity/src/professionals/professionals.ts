import type { CommandContext, CommandResult, CommandRunner } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { type Codes, DomainError, derivedId, type Uuid } from '@jalons/kernel';
import { type ProfessionalCommand, professionalDecider } from '../professional/professional.decider.js';
import type { ProfessionalIdentity } from '../professional/professional.events.js';

export interface ProfessionalsParts {
  readonly runner: CommandRunner;
  readonly clock: Clock;
  /** The nomenclatures, for coded reasons. */
  readonly codes: Codes;
  readonly idSecret: Uint8Array;
  /** The IANA zone in which mandates are counted. */
  readonly zone: string;
}

export type RegisteredProfessional = CommandResult & { readonly professional: Uuid };

/** Runs the commands on professionals; a retry of the same context answers what was stored first. */
export class Professionals {
  private readonly decider;

  constructor(private readonly parts: ProfessionalsParts) {
    this.decider = professionalDecider(parts.codes);
  }

  /** Registers somebody new, whose id derives from the command. */
  async register(identity: ProfessionalIdentity, context: CommandContext): Promise<RegisteredProfessional> {
    const professional = derivedId(this.parts.idSecret, 'professional', context.commandId);
    return { professional, ...(await this.run(professional, { type: 'RegisterProfessional', identity }, context)) };
  }

  /** Any command on one professional; `expected` is the revision that If-Match named. */
  run(
    professional: Uuid,
    command: ProfessionalCommand,
    context: CommandContext,
    expected?: number,
  ): Promise<CommandResult> {
    const { runner, clock, zone } = this.parts;
    return runner.run({
      decider: this.decider,
      stream: `professional-${professional}`,
      command,
      context,
      decision: { now: clock.now(), zone },
      keyId: professional,
      ...(expected !== undefined && { expected }),
    });
  }
}

/** The refusal of an action on somebody else; says no more of them than their absence would. */
export function notYours(): DomainError {
  return new DomainError('forbidden', 'not-your-member', "Ce professionnel n'est pas de votre structure.");
}
