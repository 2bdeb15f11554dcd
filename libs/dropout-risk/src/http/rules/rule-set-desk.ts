import type { ScopedDatabase } from '@jalons/database';
import {
  SYSTEM_KEY_ID,
  type CommandContext,
  type CommandResult,
  type CommandRunner,
  type EventStore,
  type StoredEvent,
} from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { holds, type Scope } from '@jalons/identity';
import { DomainError, type Uuid } from '@jalons/kernel';
import { loadRuleSet } from '../../rule-set/load.js';
import { ruleSetDecider, ruleSetUnknown, type RuleSetCommand } from '../../rule-set/rule-set.decider.js';
import type { RuleSetEvent } from '../../rule-set/rule-set.events.js';
import { versionOf, type RuleSets, type RuleSetVersion } from '../../rule-set/rule-set.state.js';

export interface RuleSetDeskParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
}

/** $1 territory */
const ZONE = 'SELECT zone FROM read.territories WHERE territory = $1';

/** The rules of the territory that somebody coordinates: read from the log itself, so that a draft is there at once. */
export class RuleSetDesk {
  private readonly decider = ruleSetDecider(loadRuleSet());

  constructor(private readonly parts: RuleSetDeskParts) {}

  /** The territory that the request acts for; refused where the caller coordinates none, or several and names none. */
  territoryOf(scope: Scope, named: Uuid | undefined): Uuid {
    const held = scope.mandates.flatMap(({ role, territory }) =>
      role === 'coordinator' && territory !== null ? [territory] : [],
    );
    const [only, ...others] = new Set(held);
    const territory = named ?? (others.length === 0 ? only : undefined);
    if (territory !== undefined && holds(scope, 'coordinator', { territory })) return territory;
    throw new DomainError(
      'unprocessable',
      'territory-needed',
      'Précisez pour quel territoire vous agissez, parmi ceux que vous coordonnez.',
    );
  }

  /** Every version, with its back-tests. */
  async all(territory: Uuid): Promise<RuleSets> {
    return (await this.events(territory)).reduce(this.decider.evolve, this.decider.initial());
  }

  /** One version; refused as unknown where there is none of that number. */
  async one(territory: Uuid, version: number): Promise<RuleSetVersion> {
    const found = versionOf(await this.all(territory), version);
    if (found === undefined) throw ruleSetUnknown();
    return found;
  }

  async run(
    {
      scope,
      territory,
      context,
    }: { readonly scope: Scope; readonly territory: Uuid; readonly context: CommandContext },
    command: RuleSetCommand,
    expected?: number,
  ): Promise<CommandResult> {
    const { runner, clock, database } = this.parts;
    const { rows } = await database.query<{ zone: string }>(scope.token, ZONE, [territory]);
    return runner.run({
      ...{ decider: this.decider, stream: `ruleSet-${territory}`, command, keyId: SYSTEM_KEY_ID },
      context: { ...context, territory },
      decision: { now: clock.now(), zone: rows[0]?.zone ?? this.parts.zone },
      ...(expected !== undefined && { expected }),
    });
  }

  /** The version that a command drafted, also where it answers a retry. */
  async draftedBy(territory: Uuid, { eventIds }: CommandResult): Promise<number | undefined> {
    const drafted = (await this.events(territory)).find(({ eventId }) => eventIds.includes(eventId));
    return drafted?.data.version;
  }

  private async events(territory: Uuid): Promise<readonly StoredEvent<RuleSetEvent>[]> {
    return (await this.parts.store.load(`ruleSet-${territory}`)) as unknown as readonly StoredEvent<RuleSetEvent>[];
  }
}
