import {
  processingRestricted,
  restrictionRefusal,
  slotsIn,
  slotsOfOthers,
  stateOfCase,
  type BeneficiaryEvent,
  type MergedRecords,
  type Slot,
} from '@jalons/beneficiaries';
import {
  eventIdOf,
  type CommandContext,
  type CommandResult,
  type Decider,
  type DecisionContext,
  type StoredEvent,
} from '@jalons/event-log';
import { dateAt, derivedId, DomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import { holdsSeat, type TerritoryState } from '@jalons/territory';
import { seatNeeded } from '../commands/authorship.js';
import { structureOf, type ParcoursParts } from '../commands/parcours-parts.js';
import type { SlotOf, Slots, TakenDays } from '../commands/slots.js';
import type { Streams } from '../commands/streams.js';
import type { OpenParcours } from '../entry/entry.commands.js';
import type { ParcoursCommand } from '../parcours.commands.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { eligibilityOf } from './eligibility.js';
import { OwnPeople, type PersonRecord } from './own-people.js';

/** What whoever receives a person says of her entry. */
export interface NewParcours {
  readonly beneficiaryId: Uuid;
  readonly entryChannel: string;
  readonly occurredOn: CivilDate;
  /** `HH:mm`, in the zone of the territory. */
  readonly time?: string;
  readonly note?: string;
  readonly entrySituation?: OpenParcours['entrySituation'];
}

export type OpenedParcours = CommandResult & { readonly id: Uuid };

type Person = readonly StoredEvent<BeneficiaryEvent>[];

/**
 * Opens a parcours: the one handler that appends to two streams (architecture.md § 3.3). The person's slot first, then
 * the parcours itself, in a new stream; the answer comes after both. Whoever opens it is its first referent. A retry of
 * the same context answers the first result, and opens what a crash left with a slot alone.
 */
export class ParcoursOpening {
  private readonly ownPeople: OwnPeople;

  constructor(
    private readonly parts: ParcoursParts,
    private readonly streams: Streams,
    private readonly merged: MergedRecords,
    private readonly slots: Slots,
    private readonly decider: Decider<ParcoursCommand, ParcoursEvent, ParcoursEntries>,
  ) {
    this.ownPeople = new OwnPeople(streams);
  }

  /** Refused (409) where the person has an open parcours in the territory by its policy. */
  async open(asked: NewParcours, caller: CommandContext): Promise<OpenedParcours> {
    const { runner, clock, idSecret } = this.parts;
    const structure = structureOf(caller);
    const territory = territoryOf(caller);
    const context = { ...caller, structure, territory };
    const [person, found] = await Promise.all([
      this.streams.person(asked.beneficiaryId),
      this.streams.territory(territory),
    ]);
    const zone = zoneOf(found);
    const decision = { now: clock.now(), zone };
    const id = derivedId(idSecret, 'parcours', context.commandId);
    const stream = `parcours-${id}` as const;
    const command = this.commandFor(asked, person, found, context);
    const others = await this.merged.othersOf(asked.beneficiaryId, person);
    if (!person.some(({ commandId }) => commandId === context.commandId)) {
      await this.refuseStranger({ id: asked.beneficiaryId, entries: person, others }, context, decision);
      if (processingRestricted(stateOfCase(person, others))) throw restrictionRefusal();
      // Tried first without a log: what a rule refuses must not leave a slot without its parcours.
      this.decider.decide(command, this.decider.initial(), decision);
    }
    const opening = eventIdOf(idSecret, stream, context.commandId, 0);
    const days = { territory, from: command.occurredOn, to: null, opening, elsewhere: slotsOfOthers(others) };
    await this.hold({ beneficiaryId: asked.beneficiaryId, parcoursId: id }, days, found, context, decision);
    const result = await runner.run({
      ...{ decider: this.decider, stream, command, context, decision },
      keyId: asked.beneficiaryId,
      expected: 'none',
    });
    return { ...result, id };
  }

  /**
   * Takes the slot. One that a crash left without its parcours was given back in the meantime (see SlotKeeper): whoever
   * comes back for it takes it anew, where nobody else has.
   */
  private async hold(
    slot: SlotOf,
    days: TakenDays,
    territory: TerritoryState,
    context: CommandContext,
    decision: DecisionContext,
  ): Promise<void> {
    const { repeated } = await this.slots.take(slot, days, territory, context, decision);
    if (!repeated) return;
    const [person, entries] = await Promise.all([
      this.streams.person(slot.beneficiaryId),
      this.streams.parcours(slot.parcoursId),
    ]);
    const held = slotsHeld(person).find(({ parcoursId }) => parcoursId === slot.parcoursId);
    if (entries.length > 0 || held === undefined || held.to === null) return;
    const commandId = derivedId(this.parts.idSecret, 'slot-again', context.commandId, String(person.length));
    await this.slots.take(slot, days, territory, { ...context, commandId }, decision);
  }

  private commandFor(
    { beneficiaryId, entryChannel, occurredOn, time, note, entrySituation }: NewParcours,
    person: Person,
    territory: TerritoryState,
    { actor, structure }: CommandContext & { readonly structure: Uuid },
  ): OpenParcours {
    const eligibility = eligibilityOf(person, territory, occurredOn, this.parts.codes);
    if (eligibility === null) throw personUnknown();
    const previousParcours = slotsHeld(person).findLast(({ from, to }) => to !== null && from < to && to <= occurredOn);
    return {
      type: 'OpenParcours',
      occurredOn,
      ...(time !== undefined && { at: { time, zone: zoneOf(territory) } }),
      data: {
        ...{ beneficiaryId, structure, entryChannel, eligibility },
        ...(previousParcours !== undefined && { previousParcours: previousParcours.parcoursId }),
        ...(note !== undefined && { note }),
      },
      referent: actor,
      ...(entrySituation !== undefined && { entrySituation }),
    };
  }

  private async refuseStranger(
    record: PersonRecord,
    context: CommandContext & { readonly structure: Uuid; readonly territory: Uuid },
    { now, zone }: DecisionContext,
  ): Promise<void> {
    if (!(await this.ownPeople.include(record, context, now))) throw personUnknown();
    const { structure, territory } = context;
    if (!holdsSeat(await this.streams.structure(structure), territory, dateAt(now, zone))) throw seatNeeded();
  }
}

/** The person's parcours, in the order in which they ended, those still open last. */
function slotsHeld(person: Person): readonly Slot[] {
  const slots = slotsIn(person);
  return slots.toSorted((a, b) => ((a.to ?? '~') < (b.to ?? '~') ? -1 : Number((a.to ?? '~') > (b.to ?? '~'))));
}

function territoryOf({ territory }: CommandContext): Uuid {
  if (territory !== undefined) return territory;
  throw new DomainError('unprocessable', 'territory-needed', 'Précisez sur quel territoire vous agissez.');
}

function zoneOf({ zone }: TerritoryState): string {
  if (zone !== null) return zone;
  throw new DomainError('unprocessable', 'territory-unknown', 'Ce territoire n’existe pas.');
}

/** One answer for a person who does not exist and one who is not open to the caller. */
function personUnknown(): DomainError {
  return new DomainError('not-found', 'person-unknown', 'Cette personne n’existe pas ou ne vous est pas ouverte.');
}
