import {
  commandIdOf,
  RehearsalRunner,
  type CommandContext,
  type CommandResult,
  type CommandRunner,
} from '@jalons/event-log';
import { Professionals, type IssuedLink, type Role, type Scope, type Users } from '@jalons/identity';
import { dateAt, DomainError, invalidField, isDomainError, type Uuid } from '@jalons/kernel';
import type { TerritoryParts } from '../commands/system-streams.js';
import { registration } from '../structures/registration.js';
import { Structures } from '../structures/structures.js';
import { Territories } from '../territories/territories.js';
import type { TerritoryDirectory } from '../territories/territory-directory.js';
import { firstTerritoryId } from './first-territory.js';

export interface Newcomer {
  readonly givenName: string;
  readonly familyName: string;
  /** Without it, whoever holds the link chooses the login. */
  readonly email?: string;
}

/** What the page of the first run asks. */
export interface FirstRunOrder {
  readonly territory: {
    readonly name: string;
    /** IANA. */
    readonly zone: string;
    /** Nomenclature `qpv`, each once. */
    readonly qpv: readonly string[];
  };
  readonly structure: { readonly name: string; readonly kind: string; readonly siret?: string };
  readonly coordinator: Newcomer;
  readonly operator: Newcomer;
}

export interface Invited {
  readonly role: Role;
  readonly displayName: string;
  readonly link: IssuedLink;
}

export interface FirstRunResult {
  readonly territoryId: Uuid;
  readonly structureId: Uuid;
  readonly invited: readonly Invited[];
  /** Of the last command: a read that waits for it sees all of the run. */
  readonly last: CommandResult;
}

interface Played extends Omit<FirstRunResult, 'invited'> {
  readonly people: readonly { readonly role: Role; readonly professional: Uuid; readonly newcomer: Newcomer }[];
}

/**
 * Opens a new installation (screens.md « Première ouverture »): one territory, one structure with its seat, a
 * coordinator and a first operator. Each is a command on its own stream, under an id that derives from the request's:
 * a run cut short is completed by the same request, which answers the same but for its links, made anew.
 */
export class FirstRun {
  constructor(
    private readonly parts: TerritoryParts,
    private readonly users: Users,
    private readonly directory: TerritoryDirectory,
  ) {}

  /** True until a territory is founded. */
  async isNeeded(scope: Scope): Promise<boolean> {
    return !(await this.directory.hasAny(scope));
  }

  /** Refused (409) where another first run was made or begun. */
  async perform(order: FirstRunOrder, context: CommandContext, scope: Scope): Promise<FirstRunResult> {
    refuseSharedLogin(order);
    // Tried first without a log: an answer that a rule refuses must not leave a territory without its operators.
    await this.play(order, context, new RehearsalRunner(this.parts.idSecret));
    if (await this.directory.hasAny(scope, firstTerritoryId(this.parts.idSecret))) throw alreadyDone();
    const { people, ...played } = await this.play(order, context, this.parts.runner);
    const invited: Invited[] = [];
    for (const { role, professional, newcomer } of people) {
      const link = await this.users.issueLink(professional, newcomer.email, scope.token);
      invited.push({ role, displayName: `${newcomer.givenName.trim()} ${newcomer.familyName.trim()}`, link });
    }
    return { ...played, invited };
  }

  private async play(order: FirstRunOrder, context: CommandContext, runner: CommandRunner): Promise<Played> {
    const { idSecret, clock } = this.parts;
    const step = (name: string): CommandContext => ({
      ...context,
      commandId: commandIdOf(idSecret, context.actor, `${context.commandId}/${name}`),
    });
    const territoryId = await this.found(order, runner, step);
    const { zone } = order.territory;
    const from = dateAt(clock.now(), zone);

    const structures = new Structures({ ...this.parts, runner });
    const structureId = structures.newId(step('structure'));
    const register = { ...registration(order.structure), on: from };
    await within('/structure', () => structures.run(structureId, register, step('structure'), { zone }));
    await structures.run(structureId, { type: 'GrantSeat', territory: territoryId, from }, step('seat'), { zone });

    const professionals = new Professionals({ ...this.parts, runner, zone });
    const engage = async (role: 'coordinator' | 'operator', where: { readonly structure?: Uuid }) => {
      const { email, givenName, familyName } = order[role];
      const identity = { givenName, familyName, ...(email !== undefined && { email }) };
      const { professional } = await within(`/${role}`, () => professionals.register(identity, step(role)));
      const mandate = { type: 'GrantMandate', role, territory: territoryId, from, ...where } as const;
      const last = await professionals.run(professional, mandate, step(`${role}/mandate`));
      return { role, professional, newcomer: order[role], last };
    };
    // The coordinator is attached to the collectivité, which need not be this structure (domain.md § 1).
    const people = [await engage('coordinator', {}), await engage('operator', { structure: structureId })];
    return { territoryId, structureId, people, last: people.at(-1)!.last };
  }

  private async found(
    { territory: { name, zone, qpv } }: FirstRunOrder,
    runner: CommandRunner,
    step: (name: string) => CommandContext,
  ): Promise<Uuid> {
    const territories = new Territories({ ...this.parts, runner });
    const id = firstTerritoryId(this.parts.idSecret);
    const on = territories.today();
    await within('/territory', () =>
      territories.run(id, { type: 'FoundTerritory', name, zone, on }, step('territory')),
    ).catch((error: unknown) => {
      throw isDomainError(error) && error.code === 'territory-already-founded' ? alreadyDone() : error;
    });
    for (const each of qpv) {
      // A parcours begun before the product came was begun in the perimeter all the same.
      const from = this.parts.codes.entry('qpv', each)?.validFrom ?? on;
      const extend = { type: 'ExtendPerimeter', qpv: each, from } as const;
      await within('/territory', () => territories.run(id, extend, step(`perimeter/${each}`), { zone }));
    }
    return id;
  }
}

/** Names the fields of a refusal as the whole form does. */
async function within<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const problems = error.problems.map((problem) =>
      problem.field === undefined ? problem : { ...problem, field: `${part}${problem.field}` },
    );
    throw new DomainError(error.kind, error.code, error.message, problems);
  }
}

/** The second to open a link would find the address taken. */
function refuseSharedLogin({ coordinator, operator }: FirstRunOrder): void {
  const [one, other] = [coordinator.email, operator.email].map((email) => email?.trim().toLowerCase());
  if (one === undefined || one !== other) return;
  throw invalidField('/operator/email', 'email-repeated', 'Deux personnes ne peuvent pas partager une adresse.');
}

function alreadyDone(): DomainError {
  return new DomainError(
    'conflict',
    'first-run-done',
    'La première ouverture a déjà été faite ou commencée. Complétez-la depuis l’administration.',
  );
}
