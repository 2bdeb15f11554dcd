import { slotsIn } from '@jalons/beneficiaries';
import { commandHashOf, SYSTEM_ACTOR_ID, type CommandContext, type DecisionContext } from '@jalons/event-log';
import { derivedId, isDomainError, type Instant, type Uuid } from '@jalons/kernel';
import { DEFAULT_SETTINGS, type TerritoryState } from '@jalons/territory';
import type { ParcoursParts } from '../commands/parcours-parts.js';
import { changeBetween, heldDaysOf, type SlotChange } from '../commands/slot-change.js';
import type { SlotOf, Slots } from '../commands/slots.js';
import type { Streams } from '../commands/streams.js';
import type { ParcoursEntries } from '../parcours.decider.js';

/**
 * How long the two streams may disagree before it is taken for what a crash left: far above the time between the two
 * appends of one command.
 */
export const GRACE_MS = 2 * 60_000;

/** `refused`: another parcours holds those days; both stay visible. `erased`: there is nothing left to keep. */
export type Kept = 'agreed' | 'too-early' | 'taken' | 'freed' | 'refused' | 'erased';

/**
 * The process manager of slots: brings the slot that a person's stream holds in line with the parcours it is for, where
 * a crash came between the two appends. A slot without its parcours is given back; days that a parcours took, left or
 * moved are held as they are now. Read from the log itself: doing it twice is doing it once.
 */
export class SlotKeeper {
  constructor(
    private readonly parts: Pick<ParcoursParts, 'clock' | 'idSecret'>,
    private readonly streams: Streams,
    private readonly slots: Slots,
  ) {}

  async keep(slotOf: SlotOf): Promise<Kept> {
    const { beneficiaryId, parcoursId } = slotOf;
    try {
      const person = await this.streams.person(beneficiaryId);
      const entries = await this.streams.parcours(parcoursId);
      const slot = slotsIn(person).find((one) => one.parcoursId === parcoursId);
      const change = changeBetween(slot ?? null, heldDaysOf(entries));
      if (change === null) return 'agreed';
      const now = this.parts.clock.now();
      if (now - lastRecorded(person, entries) < GRACE_MS) return 'too-early';
      const territory = entries[0]?.territory ?? slot!.territory;
      const context = this.contextOf(slotOf, territory, change, [person.length, entries.length]);
      await this.change(slotOf, change, entries, { context: { ...context, territory }, now });
      return change.kind === 'take' ? 'taken' : 'freed';
    } catch (error) {
      if (isDomainError(error) && error.kind === 'gone') return 'erased';
      if (isDomainError(error) && error.kind === 'conflict') return 'refused';
      throw error;
    }
  }

  private async change(
    slotOf: SlotOf,
    change: SlotChange,
    entries: ParcoursEntries,
    { context, now }: { readonly context: CommandContext & { readonly territory: Uuid }; readonly now: Instant },
  ): Promise<void> {
    const { territory } = context;
    const state = await this.streams.territory(territory);
    const decision: DecisionContext = { now, zone: state.zone ?? 'UTC' };
    if (change.kind === 'free') {
      await this.slots.free(slotOf, change.on, context, decision);
      return;
    }
    const { from, to } = change;
    const opening = entries.findLast(({ type }) => type === 'ParcoursOpened')!.eventId;
    await this.slots.take(slotOf, { territory, from, to, opening }, ofAnyAge(state), context, decision);
  }

  /** The same disagreement has the same command, whichever process sees it. */
  private contextOf(
    { parcoursId }: SlotOf,
    territory: Uuid,
    change: SlotChange,
    lengths: readonly number[],
  ): CommandContext {
    const commandId = derivedId(this.parts.idSecret, 'slot-keeper', parcoursId, ...lengths.map(String));
    const commandHash = commandHashOf({ parcoursId, ...change });
    return { commandId, commandHash, actor: SYSTEM_ACTOR_ID, territory, correlationId: commandId };
  }
}

/** The age was judged when the parcours opened, and stays acquired. */
function ofAnyAge({ settings }: TerritoryState): Pick<TerritoryState, 'settings'> {
  return { settings: { ...(settings ?? DEFAULT_SETTINGS), minimumAgePolicy: 'flag' } };
}

function lastRecorded(...streams: readonly (readonly { readonly recordedAt: Instant }[])[]): Instant {
  return Math.max(...streams.map((events) => events.at(-1)?.recordedAt ?? 0));
}
