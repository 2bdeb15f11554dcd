import type { ScopedDatabase } from '@jalons/database';
import type { CommandContext, CommandResult, CommandRunner } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { type CivilDate, type Codes, dateAt, DomainError, derivedId, type Uuid } from '@jalons/kernel';
import { beneficiaryDecider } from '../beneficiary/beneficiary.decider.js';
import type { Contacts, Residence, Sex } from '../beneficiary/beneficiary.events.js';
import { territoryRules, type TerritoryRules } from './territory-rules.js';

export interface RegistrationParts {
  /** On the api's connection: the rules of the territory are read there. */
  readonly database: ScopedDatabase;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  /** The nomenclatures `qpv` and `quartiers`. */
  readonly codes: Codes;
  readonly idSecret: Uint8Array;
  /** The IANA zone in which the day of a registration is counted. */
  readonly zone: string;
}

/** What is known of somebody when she is first met. */
export interface NewBeneficiary {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate?: CivilDate;
  readonly sex: Sex;
  readonly contacts: Contacts;
  readonly residence: Residence;
  /** Where she is sent, if she lives outside the perimeter. */
  readonly redirectedTo?: string;
}

export type Registered = CommandResult & { readonly id: Uuid; readonly outOfPerimeter: boolean };

/** Registers people; the first event of a person makes her key. A retry of the same context answers the first result. */
export class Registration {
  private readonly decider;

  constructor(private readonly parts: RegistrationParts) {
    this.decider = beneficiaryDecider(parts.codes);
  }

  /**
   * The registering structure follows the person until a parcours says who does: it must be known.
   * @param token session under which the rules of the territory are read
   */
  async register(
    { redirectedTo, ...person }: NewBeneficiary,
    context: CommandContext,
    token: string,
  ): Promise<Registered> {
    if (context.structure === undefined) throw structureNeeded();
    const { database, runner, clock, idSecret, zone } = this.parts;
    const now = clock.now();
    const on = dateAt(now, zone);
    const id = derivedId(idSecret, 'beneficiary', context.commandId);
    const rules = await territoryRules(database, token, context.territory, on);
    const outOfPerimeter = this.isOutside(person.residence, rules);
    const result = await runner.run({
      decider: this.decider,
      stream: `beneficiary-${id}`,
      command: {
        type: 'RegisterBeneficiary',
        on,
        policy: rules.minimumAge,
        ...person,
        ...(outOfPerimeter && { outOfPerimeter: redirectedTo === undefined ? {} : { redirectedTo } }),
      },
      context,
      decision: { now, zone },
      keyId: id,
    });
    return { ...result, id, outOfPerimeter };
  }

  /** Outside any QPV, or in one that is not of the territory that day; nobody is outside for want of knowing. */
  private isOutside({ qpv }: Residence, { perimeter }: TerritoryRules): boolean {
    if (qpv === null) return true;
    if (qpv === 'unknown' || perimeter === null) return false;
    return !perimeter.has(qpv);
  }
}

function structureNeeded(): DomainError {
  return new DomainError(
    'unprocessable',
    'structure-needed',
    'Précisez pour quelle structure vous agissez : la personne sera suivie par elle.',
  );
}
