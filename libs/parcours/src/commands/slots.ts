import { beneficiaryDecider, slotsIn, type Slot } from '@jalons/beneficiaries';
import type { CommandContext, CommandResult, CommandRunner, DecisionContext } from '@jalons/event-log';
import type { CivilDate, Codes, Uuid } from '@jalons/kernel';
import { DEFAULT_SETTINGS, type TerritoryState } from '@jalons/territory';
import { isUndone } from './slot-change.js';
import type { Streams } from './streams.js';

/** What a slot is about: a parcours of a person in a territory. */
export interface SlotOf {
  readonly beneficiaryId: Uuid;
  readonly parcoursId: Uuid;
}

/** Days to take, and the eventId of what opens, reopens or moves the parcours. */
export interface TakenDays {
  readonly territory: Uuid;
  readonly from: CivilDate;
  /** Day of exit; null while the parcours is open. */
  readonly to: CivilDate | null;
  readonly opening: Uuid;
  /** What the other records of her case hold, which weighs like what hers does; nothing where she has none. */
  readonly elsewhere?: readonly Slot[];
}

/**
 * The one open parcours that a person may have, kept in her own stream and written under the context of the command on
 * the parcours: taken before what opens it, freed after what ends it, so that a retry completes what a crash left.
 */
export class Slots {
  private readonly decider;

  constructor(
    private readonly streams: Streams,
    private readonly runner: CommandRunner,
    codes: Codes,
  ) {
    this.decider = beneficiaryDecider(codes);
  }

  /** Refused (409) where another parcours is open, by the policy of the territory. */
  async take(
    { beneficiaryId, parcoursId }: SlotOf,
    { to, elsewhere = [], ...taken }: TakenDays,
    { settings }: Pick<TerritoryState, 'settings'>,
    context: CommandContext,
    decision: DecisionContext,
  ): Promise<CommandResult> {
    const slot = { ...taken, parcoursId };
    const policy = settings ?? DEFAULT_SETTINGS;
    const undone = await this.undoneOf(beneficiaryId, elsewhere);
    return this.runner.run({
      decider: this.decider,
      stream: `beneficiary-${beneficiaryId}`,
      command: { type: 'TakeParcoursSlot', slot, ...(to !== null && { to }), elsewhere, undone, policy },
      context,
      decision,
      keyId: beneficiaryId,
    });
  }

  async free(
    { beneficiaryId, parcoursId }: SlotOf,
    on: CivilDate,
    context: CommandContext,
    decision: DecisionContext,
  ): Promise<void> {
    await this.runner.run({
      decider: this.decider,
      stream: `beneficiary-${beneficiaryId}`,
      command: { type: 'FreeParcoursSlot', parcoursId, on },
      context,
      decision,
      keyId: beneficiaryId,
    });
  }

  /** The parcours that are no more among those whose slots hold no day. */
  private async undoneOf(beneficiaryId: Uuid, elsewhere: readonly Slot[]): Promise<readonly Uuid[]> {
    const slots = [...slotsIn(await this.streams.person(beneficiaryId)), ...elsewhere];
    const found = await Promise.all(
      slots
        .filter(({ from, to }) => from === to)
        .map(async (slot) => (isUndone(slot, await this.streams.parcours(slot.parcoursId)) ? [slot.parcoursId] : [])),
    );
    return found.flat();
  }
}
