import { slotsOfOthers, stateOfCase, type MergedRecords, type PersonState, type Slot } from '@jalons/beneficiaries';
import {
  eventIdOf,
  ifFresh,
  LruMap,
  withPending,
  type CommandContext,
  type CommandResult,
  type Decider,
  type DecisionContext,
  type LifeEvent,
} from '@jalons/event-log';
import { dateAt, derivedId, type Uuid } from '@jalons/kernel';
import { holdsSeat } from '@jalons/territory';
import type { StepRequest } from '../forms/step-route.js';
import type { ParcoursCommand } from '../parcours.commands.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { askedStep } from './asked-step.js';
import type { Author, StepCommand } from './author.js';
import { authoredDecider, parcoursUnknown, type AuthoredCommand } from './authorship.js';
import { namedBy } from './named-by.js';
import { structureOf, type ParcoursParts } from './parcours-parts.js';
import { slotChange, type SlotChange } from './slot-change.js';
import type { Slots } from './slots.js';
import type { Streams } from './streams.js';

/** What never changes of a parcours: whose it is and where. */
interface KnownParcours {
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly territory: Uuid;
  /** The territory's IANA zone. */
  readonly zone: string;
}

/** What binds a person, and what she holds, in the records merged with the one of a parcours. */
interface PersonCase {
  readonly standing: PersonState;
  /** The slots of the other records. */
  readonly elsewhere: readonly Slot[];
}

/** A command that may move the slot of a parcours. */
interface SlotMove extends Pick<PersonCase, 'elsewhere'> {
  readonly parcours: KnownParcours;
  readonly asked: AuthoredCommand;
  /** The revision that If-Match named. */
  readonly expected: number | undefined;
}

/** Who records a step, and where. */
export interface StepAuthor extends Author {
  /** The territory's, in which times of day are told. */
  readonly zone: string;
  /** The id of something that the command makes beside the entry: a retry finds the same. */
  newId(kind: string): Uuid;
}

/** Makes the command from who records it. */
export type CommandFor = (author: StepAuthor) => StepCommand;

/** Some 300 bytes each: under 6 MB. */
const REMEMBERED = 20_000;

/** Commands that may open a parcours again, end it or move its days. */
const MOVES_THE_SLOT: ReadonlySet<StepCommand['type']> = new Set<StepCommand['type']>([
  'ExitParcours',
  'ReopenParcours',
  'VoidEntry',
  'CorrectEntry',
]);

/** Runs the commands on parcours that exist; a retry of the same context answers what was stored first. */
export class ParcoursSteps {
  private readonly known = new LruMap<Uuid, KnownParcours>(REMEMBERED);
  private readonly decider: Decider<AuthoredCommand, ParcoursEvent, ParcoursEntries>;

  constructor(
    private readonly parts: ParcoursParts,
    private readonly streams: Streams,
    private readonly merged: MergedRecords,
    private readonly slots: Slots,
    decider: Decider<ParcoursCommand, ParcoursEvent, ParcoursEntries>,
  ) {
    this.decider = authoredDecider(decider);
  }

  /** Records a step of a parcours in which the acting structure takes part. */
  async record({ parcoursId, context: caller, expected }: StepRequest, commandFor: CommandFor): Promise<CommandResult> {
    const structure = structureOf(caller);
    const parcours = await this.find(parcoursId);
    const { territory, beneficiaryId, zone } = parcours;
    const context = { ...caller, structure, territory };
    const decision = { now: this.parts.clock.now(), zone };
    const today = dateAt(decision.now, zone);
    const [acting, person] = await Promise.all([this.streams.structure(structure), this.caseOf(beneficiaryId)]);
    const seated = holdsSeat(acting, territory, today);
    const author = { professional: caller.actor, structure, seated };
    const newId = (kind: string) => derivedId(this.parts.idSecret, kind, context.commandId);
    const command = commandFor({ ...author, zone, newId });
    const named = await namedBy(askedStep(command), this.streams, { territory, standing: person.standing, today });
    const asked = { command, author, named };
    const write = () => this.write(parcours, asked, context, decision, expected);
    if (!MOVES_THE_SLOT.has(command.type)) return write();
    return this.withSlot({ parcours, asked, expected, elsewhere: person.elsewhere }, context, decision, write);
  }

  /** What binds her in any of her records: the parcours may be of one, and the objection of another. */
  private async caseOf(beneficiaryId: Uuid): Promise<PersonCase> {
    const person = await this.streams.person(beneficiaryId);
    const others = await this.merged.othersOf(beneficiaryId, person);
    return { standing: stateOfCase(person, others), elsewhere: slotsOfOthers(others) };
  }

  private write(
    { parcoursId, beneficiaryId }: KnownParcours,
    command: AuthoredCommand,
    context: CommandContext,
    decision: DecisionContext,
    expected: number | undefined,
  ): Promise<CommandResult> {
    return this.parts.runner.run({
      decider: this.decider,
      stream: `parcours-${parcoursId}`,
      command,
      context,
      decision,
      keyId: beneficiaryId,
      ...(expected !== undefined && { expected }),
    });
  }

  /**
   * Around a command that changes the days of the parcours: they are taken before, where another one may hold them, and
   * freed after; under the same context, so that the retry of a command that a crash cut does what is left to do.
   */
  private async withSlot(
    { parcours, asked, expected, elsewhere }: SlotMove,
    context: CommandContext,
    decision: DecisionContext,
    write: () => Promise<CommandResult>,
  ): Promise<CommandResult> {
    const change = await this.changeOf({ parcours, asked, expected }, context, decision);
    if (change?.kind === 'take') {
      const { parcoursId, territory } = parcours;
      // A correction appends the void of what it replaces first.
      const ordinal = asked.command.type === 'CorrectEntry' ? 1 : 0;
      const opening = eventIdOf(this.parts.idSecret, `parcours-${parcoursId}`, context.commandId, ordinal);
      const { from, to } = change;
      const policy = await this.streams.territory(territory);
      await this.slots.take(parcours, { territory, from, to, opening, elsewhere }, policy, context, decision);
    }
    const result = await write();
    if (change?.kind === 'free') await this.slots.free(parcours, change.on, context, decision);
    return result;
  }

  /**
   * What the command will do to the slot, or did where it was stored by an earlier attempt. One that rests on an older
   * revision is refused here: it may not take a slot that it then leaves taken.
   */
  private async changeOf(
    { parcours, asked, expected }: Omit<SlotMove, 'elsewhere'>,
    { commandId }: CommandContext,
    decision: DecisionContext,
  ): Promise<SlotChange | null> {
    const entries = await this.streams.parcours(parcours.parcoursId);
    const decided = () => this.decider.decide(asked, entries, decision);
    const first = entries.findIndex((entry) => entry.commandId === commandId);
    const before: readonly LifeEvent<ParcoursEvent>[] = first === -1 ? entries : entries.slice(0, first);
    const after =
      first === -1
        ? withPending<ParcoursEvent>(before, ifFresh(expected, entries.at(-1)?.revision ?? -1, decided), decision)
        : entries.filter((entry, index) => index < first || entry.commandId === commandId);
    return slotChange(before, after);
  }

  private async find(parcoursId: Uuid): Promise<KnownParcours> {
    const known = this.known.get(parcoursId);
    if (known !== undefined) return known;
    const [opening] = await this.streams.parcours(parcoursId);
    if (opening?.territory === undefined) throw parcoursUnknown();
    const { territory, keyId: beneficiaryId } = opening;
    const { zone } = await this.streams.territory(territory);
    if (zone === null) throw parcoursUnknown();
    const found = { parcoursId, beneficiaryId, territory, zone };
    this.known.set(parcoursId, found);
    return found;
  }
}
