import type { ScopedDatabase } from '@jalons/database';
import type {
  CommandContext,
  CommandResult,
  CommandRunner,
  EventStore,
  ReadableEvent,
  StoredEvent,
} from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { derivedId, DomainError, type CivilDate, type DatedCodes, type Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { identityOf } from '../beneficiary/identity.js';
import { personUnknown, readAlone } from '../record/recorded.decider.js';
import { processingRestricted, restrictionRefusal } from '../beneficiary/person.state.js';
import { membersIn, MergedRecords, stateOfCase } from '../merging/merged-records.js';
import { outreachDecider, outreachUnknown, type OutreachCommand } from './outreach.decider.js';

export interface OutreachParts {
  /** On the api's connection: whether a person is open to the caller is read there. */
  readonly database: ScopedDatabase;
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  readonly codes: DatedCodes;
  readonly idSecret: Uint8Array;
  /** The IANA zone in which days are counted. */
  readonly zone: string;
}

type Encounter = Extract<OutreachCommand, { type: 'RecordEncounter' }>;

/** What was met, and when. */
export interface NewEncounter {
  readonly occurredOn: CivilDate;
  readonly time?: string;
  readonly encounter: Encounter['encounter'];
}

/** $1 person, where the policies open her: whether to a structure of the session; breaking the glass writes nothing. */
const IS_OPEN = `
  SELECT viewers && (SELECT auth.my_structures())::uuid[] AS open FROM read.persons WHERE person = $1::uuid`;

/** Encounters of aller-vers: recorded by a structure, which alone goes on with them. */
export class Outreach {
  private readonly decider;
  private readonly merged: MergedRecords;

  constructor(private readonly parts: OutreachParts) {
    this.decider = outreachDecider(parts.codes);
    this.merged = new MergedRecords(parts.store, membersIn(parts.database));
  }

  /** A retry of the same context answers the first result. */
  async record(
    { occurredOn: on, time, encounter }: NewEncounter,
    context: CommandContext,
  ): Promise<CommandResult & { readonly id: Uuid }> {
    structureOf(context);
    const id = derivedId(this.parts.idSecret, 'outreach', context.commandId);
    const command = { type: 'RecordEncounter', on, encounter, ...(time !== undefined && { time }) } as const;
    return { ...(await this.run(id, command, context)), id };
  }

  /**
   * Says who it was, once she is registered: from then on the encounter is hers, and goes with her. Refused (409) while
   * the processing of what is known of her is restricted, and (403) of one whom only a broken glass opens.
   * @param token session under which the person must be open
   */
  async link(id: Uuid, beneficiaryId: Uuid, context: CommandContext, token: string): Promise<CommandResult> {
    const entries = await this.refuseStranger(id, context);
    const isRetry = entries.some((entry) => !entry.erased && entry.commandId === context.commandId);
    if (!isRetry) await this.refusePerson(beneficiaryId, context, token);
    return this.run(id, { type: 'LinkToBeneficiary', beneficiaryId }, context);
  }

  async void(
    id: Uuid,
    mistake: { readonly eventId: Uuid; readonly why: string },
    context: CommandContext,
  ): Promise<CommandResult> {
    await this.refuseStranger(id, context);
    return this.run(id, { type: 'VoidOutreachEntry', ...mistake }, context);
  }

  private run(id: Uuid, command: OutreachCommand, context: CommandContext): Promise<CommandResult> {
    const { runner, clock, zone } = this.parts;
    return runner.run({
      decider: this.decider,
      stream: `outreach-${id}`,
      command,
      context,
      decision: { now: clock.now(), zone },
      keyId: id,
    });
  }

  /** Its entries, where the structure that acts recorded it. */
  private async refuseStranger(id: Uuid, context: CommandContext): Promise<readonly ReadableEvent[]> {
    const structure = structureOf(context);
    const entries = await this.parts.store.load(`outreach-${id}`);
    const [first] = entries;
    if (first === undefined || first.erased || first.structure !== structure) throw outreachUnknown();
    return entries;
  }

  /**
   * Registered by the structure, or open to it since; nobody who was erased, nor whose processing is restricted, in this
   * record of hers or in one merged with it.
   */
  private async refusePerson(person: Uuid, context: CommandContext, token: string): Promise<void> {
    const events = await this.parts.store.load(`beneficiary-${person}`);
    if (events.some(({ erased }) => erased)) throw personUnknown();
    const entries = events as unknown as readonly StoredEvent<BeneficiaryEvent>[];
    const identity = identityOf(entries);
    if (identity === null) throw personUnknown();
    if (identity.registeredBy !== structureOf(context)) {
      const { rows } = await this.parts.database.query<{ open: boolean }>(token, IS_OPEN, [person]);
      const [shown] = rows;
      if (shown === undefined) throw personUnknown();
      if (!shown.open) throw readAlone();
    }
    const others = await this.merged.othersOf(person, entries);
    if (processingRestricted(stateOfCase(entries, others))) throw restrictionRefusal();
  }
}

function structureOf({ structure }: CommandContext): Uuid {
  if (structure !== undefined) return structure;
  throw new DomainError('unprocessable', 'structure-needed', 'Précisez pour quelle structure vous agissez.');
}
