import { LogUnavailable, type CommandContext, type Position } from '@jalons/event-log';
import { derivedId, DomainError, isDomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ParcoursParts } from '../commands/parcours-parts.js';
import type { ParcoursSteps } from '../commands/parcours-steps.js';

/** A whole portfolio, or part of it, that passes from one professional to another. */
export interface Handover {
  readonly from: Uuid;
  readonly to: Uuid;
  /** For which structure the new referent answers; the caller's by default. */
  readonly toStructure?: Uuid;
  readonly occurredOn: CivilDate;
  readonly parcours: readonly Uuid[];
  readonly note?: string;
}

/** What became of one case. */
export type HandedCase = { readonly parcoursId: Uuid } & (
  | { readonly status: 'handed-over'; readonly position: Position; readonly repeated: boolean }
  /** A rule refused it; the others went on. */
  | { readonly status: 'refused'; readonly code: string; readonly message: string }
  /** Not done for want of a back end: the same request, sent again, does what is left. */
  | { readonly status: 'postponed' }
);

/** Cases that are handed over at once: few enough for the others to go on. */
const AT_ONCE = 4;

/**
 * Hands a portfolio over: one command per case (domain.md § 5), each under an id derived from that of the request, so
 * that a request repeated after a crash does what is left and reports the whole.
 */
export class Handovers {
  constructor(
    private readonly parts: Pick<ParcoursParts, 'idSecret'>,
    private readonly steps: ParcoursSteps,
  ) {}

  /** The outcome of each case, in the order asked. Rejects as a whole where the key served for another request. */
  async handOver(handover: Handover, context: CommandContext): Promise<readonly HandedCase[]> {
    const waiting = [...new Set(handover.parcours)].entries();
    const outcomes: HandedCase[] = [];
    const lane = async () => {
      // The lanes share one iterator: each case is taken by one of them.
      for (const [index, parcours] of waiting) outcomes[index] = await this.handOne(parcours, handover, context);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return outcomes;
  }

  private async handOne(
    parcoursId: Uuid,
    { from, to, toStructure, occurredOn, note }: Handover,
    caller: CommandContext,
  ): Promise<HandedCase> {
    const commandId = derivedId(this.parts.idSecret, 'handover', caller.commandId, parcoursId);
    const context = { ...caller, commandId, causationId: caller.commandId };
    try {
      const { position, repeated } = await this.steps.record(
        { parcoursId, context, expected: undefined },
        ({ structure }) => ({
          ...{ type: 'AssignReferent', professional: to, structure: toStructure ?? structure, replaces: from },
          occurredOn,
          ...(note !== undefined && { note }),
        }),
      );
      return { parcoursId, status: 'handed-over', position, repeated };
    } catch (error) {
      return outcomeOf(error, parcoursId);
    }
  }
}

function outcomeOf(error: unknown, parcoursId: Uuid): HandedCase {
  if (error instanceof LogUnavailable) return { parcoursId, status: 'postponed' };
  if (!isDomainError(error) || error.code === 'idempotency-key-reused') throw error;
  if (error.kind === 'unavailable') return { parcoursId, status: 'postponed' };
  const { code, message } = readable(error);
  return { parcoursId, status: 'refused', code, message };
}

function readable({ code, message, problems }: DomainError): { readonly code: string; readonly message: string } {
  const [only] = problems.length === 1 ? problems : [];
  return { code, message: only?.message ?? message };
}
