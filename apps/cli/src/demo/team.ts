import { parcoursDecider } from '@jalons/parcours';
import { Professionals, usersOf, linkUrl, type Role } from '@jalons/identity';
import { addMonths, civilDateOf, dateAt, endOfDay, type CivilDate, type Uuid } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';
import { firstTerritoryId, Territories } from '@jalons/territory';
import { readDemoLog, type KnownParcours } from './demo-log.js';
import { STRUCTURES } from './invented-parcours.js';
import { knownThen } from './known-then.js';

/** One sign-in link of the demonstration. */
export interface DemoLink {
  readonly role: Role;
  readonly name: string;
  readonly link: string;
}

export interface Team {
  readonly links: readonly DemoLink[];
  readonly coordinator: Uuid;
  /** Who follows people in each structure. */
  readonly operators: ReadonlyMap<Uuid, Uuid>;
}

const PERIMETER = '2024-grand-mirail';
const LISTED_SINCE = civilDateOf('2024-01-01');
/** How many of the parcours have nobody who answers for them: one in this many. */
const WITHOUT_REFERENT = 12;

/** Founds the territory of the demonstration, before anybody is imported into it. */
export async function foundTerritory(administration: Administration): Promise<Uuid> {
  const territories = new Territories(administration);
  const id = firstTerritoryId(administration.idSecret);
  const founded = { type: 'FoundTerritory', name: 'Démonstration', zone: administration.zone } as const;
  await territories.run(id, { ...founded, on: territories.today() }, administration.step('territory', founded));
  const extended = { type: 'ExtendPerimeter', qpv: PERIMETER, from: LISTED_SINCE } as const;
  await territories.run(id, extended, administration.step('perimeter', extended));
  return id;
}

/** One person per role, with the referents of the parcours imported. */
export async function hireTeam(administration: Administration, territory: Uuid): Promise<Team> {
  const known = await readDemoLog(administration.store);
  const today = dateAt(administration.clock.now(), administration.zone);
  const team = new Recruiter(administration, territory, addMonths(today, -24));
  const coordinator = await team.hire('coordinator', 'Claire', 'Coordination');
  const operators = new Map<Uuid, Uuid>();
  const links = [
    coordinator,
    await team.hire('dpo', 'Denis', 'Données'),
    await team.hire('admin', 'Agnès', 'Administration'),
  ];
  for (const [index, name] of STRUCTURES.entries()) {
    const structure = known.structures.get(name);
    if (structure === undefined) continue;
    const operator = await team.hire('operator', ['Omar', 'Odile', 'Oscar', 'Ondine'][index]!, 'Opération', structure);
    if (index === 0) links.push(await team.hire('structure-manager', 'Rémi', 'Responsable', structure));
    links.push(operator);
    operators.set(structure, operator.professional);
    const followed = known.parcours.filter((parcours) => parcours.structure === structure);
    await team.follow(
      followed.filter((_, each) => each % WITHOUT_REFERENT !== WITHOUT_REFERENT - 1),
      operator.professional,
      structure,
    );
  }
  return { links, coordinator: coordinator.professional, operators };
}

class Recruiter {
  private readonly professionals: Professionals;
  /** Mandates were granted when they began. */
  private readonly mandates: Professionals;

  constructor(
    private readonly administration: Administration,
    private readonly territory: Uuid,
    private readonly from: CivilDate,
  ) {
    const { runner, zone } = administration;
    this.professionals = new Professionals(administration);
    this.mandates = new Professionals({ ...administration, runner: knownThen(runner, endOfDay(from, zone)) });
  }

  async hire(role: Role, givenName: string, familyName: string, structure?: Uuid) {
    const { administration, territory, from } = this;
    const identity = { givenName, familyName: `${familyName} (démonstration)` };
    const name = `${role}/${structure ?? territory}`;
    const { professional } = await this.professionals.register(identity, administration.step(`hire/${name}`, identity));
    const held = role === 'admin' || role === 'dpo' ? {} : { territory };
    const mandate = {
      type: 'GrantMandate',
      role,
      from,
      ...held,
      ...(structure !== undefined && { structure }),
    } as const;
    await this.mandates.run(professional, mandate, administration.step(`mandate/${name}`, mandate));
    const { token } = await usersOf(administration).issueLink(professional);
    return { role, professional, name: `${givenName} ${familyName}`, link: linkUrl(administration.origin, token) };
  }

  async follow(followed: readonly KnownParcours[], professional: Uuid, structure: Uuid): Promise<void> {
    const { runner, codes, clock, zone, step } = this.administration;
    const decider = parcoursDecider(codes);
    const decision = { now: clock.now(), zone };
    const assign = ({ parcours, beneficiary: keyId, enteredOn: occurredOn, knownAt }: KnownParcours) => {
      const stream = `parcours-${parcours}` as const;
      const command = { type: 'AssignReferent', professional, structure, occurredOn } as const;
      const context = { ...step(`referent/${stream}`, command), structure, territory: this.territory };
      return knownThen(runner, knownAt).run({ decider, stream, command, context, decision, keyId });
    };
    await Promise.all(followed.map(assign));
  }
}
