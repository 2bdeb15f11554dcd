import type { ParcoursEvent } from '@jalons/parcours';
import { parcoursDecider } from '@jalons/parcours';
import type { StoredEvent } from '@jalons/event-log';
import { Professionals, usersOf, linkUrl, type Role } from '@jalons/identity';
import { addMonths, civilDateOf, dateAt, type CivilDate, type Uuid } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';
import { firstTerritoryId, Territories, type StructureEvent } from '@jalons/territory';
import { STRUCTURES } from './invented-parcours.js';

/** One sign-in link of the demonstration. */
export interface DemoLink {
  readonly role: Role;
  readonly name: string;
  readonly link: string;
}

const PERIMETER = '2024-grand-mirail';
const LISTED_SINCE = civilDateOf('2024-01-01');
/** How many of the open parcours have nobody who answers for them: one in this many. */
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

/** One person per role, with the referents of the parcours imported; answers how each signs in. */
export async function hireTeam(administration: Administration, territory: Uuid): Promise<readonly DemoLink[]> {
  const known = await readLog(administration);
  const today = dateAt(administration.clock.now(), administration.zone);
  const team = new Team(administration, territory, addMonths(today, -24));
  const links = [
    await team.hire('coordinator', 'Claire', 'Coordination'),
    await team.hire('dpo', 'Denis', 'Données'),
    await team.hire('admin', 'Agnès', 'Administration'),
  ];
  for (const [index, name] of STRUCTURES.entries()) {
    const structure = known.structures.get(name);
    if (structure === undefined) continue;
    const operator = await team.hire('operator', ['Omar', 'Odile', 'Oscar', 'Ondine'][index]!, 'Opération', structure);
    if (index === 0) links.push(await team.hire('structure-manager', 'Rémi', 'Responsable', structure));
    links.push(operator);
    const followed = known.open.filter((parcours) => parcours.structure === structure);
    await team.follow(
      followed.filter((_, each) => each % WITHOUT_REFERENT !== 0),
      operator.professional,
      structure,
    );
  }
  return links;
}

interface OpenParcours {
  readonly stream: `parcours-${string}`;
  readonly beneficiary: Uuid;
  readonly structure: Uuid;
  readonly enteredOn: CivilDate;
}

class Team {
  private readonly professionals: Professionals;

  constructor(
    private readonly administration: Administration,
    private readonly territory: Uuid,
    private readonly from: CivilDate,
  ) {
    this.professionals = new Professionals(administration);
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
    await this.professionals.run(professional, mandate, administration.step(`mandate/${name}`, mandate));
    const { token } = await usersOf(administration).issueLink(professional);
    return { role, professional, name: `${givenName} ${familyName}`, link: linkUrl(administration.origin, token) };
  }

  async follow(parcours: readonly OpenParcours[], professional: Uuid, structure: Uuid): Promise<void> {
    const { runner, codes, clock, zone, step } = this.administration;
    const decider = parcoursDecider(codes);
    const decision = { now: clock.now(), zone };
    const assign = ({ stream, beneficiary: keyId, enteredOn: occurredOn }: OpenParcours) => {
      const command = { type: 'AssignReferent', professional, structure, occurredOn } as const;
      const context = { ...step(`referent/${stream}`, command), structure, territory: this.territory };
      return runner.run({ decider, stream, command, context, decision, keyId });
    };
    await Promise.all(parcours.map(assign));
  }
}

/** Structures by name and the parcours still open, as the log tells them. */
async function readLog({ store }: Administration) {
  const structures = new Map<string, Uuid>();
  const parcours = new Map<string, OpenParcours>();
  for (let after: string | null = null; ;) {
    const page = await store.readAll(after, 1_000);
    if (page.length === 0) break;
    for (const event of page as readonly StoredEvent<StructureEvent | ParcoursEvent>[]) {
      if (event.erased) continue;
      const { stream } = event;
      if (event.type === 'StructureRegistered')
        structures.set(event.data.name, stream.slice('structure-'.length) as Uuid);
      if (event.type === 'ParcoursOpened') {
        const { beneficiaryId: beneficiary, structure } = event.data;
        const opened = { beneficiary, structure, enteredOn: event.occurredOn };
        parcours.set(stream, { stream: stream as `parcours-${string}`, ...opened });
      }
      if (event.type === 'ParcoursExited') parcours.delete(stream);
    }
    after = page.at(-1)!.position;
  }
  return { structures, open: [...parcours.values()] };
}
