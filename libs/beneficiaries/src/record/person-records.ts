import type { ScopedDatabase } from '@jalons/database';
import type { CommandContext, CommandResult, CommandRunner, EventStore } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import type { Role, Scope } from '@jalons/identity';
import { type CivilDate, type Codes, dateAt, DomainError, type Uuid } from '@jalons/kernel';
import type { BeneficiaryCommand } from '../beneficiary/beneficiary.commands.js';
import { beneficiaryDecider } from '../beneficiary/beneficiary.decider.js';
import { membersIn, MergedRecords, NO_OTHERS } from '../merging/merged-records.js';
import { OtherStreams } from './other-streams.js';
import { CLOSED, openedTo } from './people-access.js';
import { asksOthers, recordedDecider } from './recorded.decider.js';

export interface PersonRecordsParts {
  /** On the api's connection: whether a person is open to the caller is read there. */
  readonly database: ScopedDatabase;
  readonly store: Pick<EventStore, 'load'>;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  /** The nomenclatures `criteria`, `qpv` and `quartiers`. */
  readonly codes: Codes;
  /** The IANA zone in which days are counted. */
  readonly zone: string;
}

/** Who asks something of which person. */
export interface PersonRequest {
  readonly person: Uuid;
  readonly scope: Scope;
  readonly context: CommandContext;
  /** The revision that If-Match named. */
  readonly expected: number | undefined;
}

/** Makes the command; `today` is the day that counts where the caller names none. */
export type PersonCommandFor = (today: CivilDate) => BeneficiaryCommand;

/** Who else records something of a person than those who follow her. */
export interface RecordingRoles {
  /** Roles that may of whomever, without seeing her: the dpo's requests. */
  readonly duty?: readonly Role[];
  /** Roles that may of whom they have broken the glass on: the coordinator, who settles duplicates. */
  readonly reading?: readonly Role[];
}

/** Runs the commands on people who are registered; a retry of the same context answers what was stored first. */
export class PersonRecords {
  private readonly decider;
  private readonly merged: MergedRecords;
  private readonly elsewhere: OtherStreams;

  constructor(private readonly parts: PersonRecordsParts) {
    const { codes, store, database } = parts;
    this.decider = recordedDecider(beneficiaryDecider(codes));
    this.merged = new MergedRecords(store, membersIn(database));
    this.elsewhere = new OtherStreams({ database, store, merged: this.merged });
  }

  /**
   * Records something of a person whom a structure of the caller follows. Refused as unknown (404) otherwise, and as for
   * reading alone (403) to who broke the glass.
   */
  async record(
    request: PersonRequest,
    commandFor: PersonCommandFor,
    { duty = [], reading = [] }: RecordingRoles = {},
  ): Promise<CommandResult> {
    const { person, scope, context, expected } = request;
    const { database, runner, clock, zone } = this.parts;
    const now = clock.now();
    const held = (roles: readonly Role[]) => roles.some((role) => scope.roles.has(role));
    const byDuty = held(duty);
    if (!byDuty && scope.structures.length > 0 && context.structure === undefined) throw structureNeeded();
    // By duty, what she is to the caller decides nothing.
    const opened = byDuty ? CLOSED : await openedTo(database, scope.token, person);
    const byReading = held(reading);
    const byRole = byDuty || (opened.opening === 'read' && byReading);
    const command = commandFor(dateAt(now, zone));
    const others = asksOthers(command) ? await this.merged.othersOf(person) : NO_OTHERS;
    const against = await this.elsewhere.against(command, { ...request, opened, others, byReading });
    return runner.run({
      decider: this.decider,
      stream: `beneficiary-${person}`,
      command: { command, person, others, against, opening: opened.opening, byRole, structure: context.structure },
      context,
      decision: { now, zone },
      keyId: person,
      ...(expected !== undefined && { expected }),
    });
  }
}

function structureNeeded(): DomainError {
  return new DomainError('unprocessable', 'structure-needed', 'Précisez pour quelle structure vous agissez.');
}
