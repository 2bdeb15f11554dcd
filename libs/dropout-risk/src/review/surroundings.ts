import type { Uuid } from '@jalons/kernel';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { NOTHING_ASKED, together, type PersonFacts } from '../facts/person-facts.js';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import { Midnights } from '../time/midnights.js';
import type { ContactRow, DueRow, DueRows } from './due-rows.js';

/** Where nothing says another one. */
export interface Habits {
  readonly calendar: WorkingCalendar;
  readonly zone: string;
}

/** What those merged with a person asked for, and who they are. */
interface Merged {
  readonly asked: PersonFacts[];
  readonly members: Uuid[];
}

/** Puts the facts of parcours among what surrounds them: people, other parcours, professionals, zones. */
export class SurroundingsReader {
  private readonly zones = new Map<string, Midnights>();

  constructor(
    private readonly rows: DueRows,
    private readonly habits: Habits,
  ) {}

  /** The days of a zone: computed once, whatever the number of reviews. */
  midnightsOf(zone: string): Midnights {
    const known = this.zones.get(zone) ?? new Midnights(zone);
    this.zones.set(zone, known);
    return known;
  }

  /** The facts of each parcours that is there, by its id. */
  async assemble(due: readonly DueRow[]): Promise<ReadonlyMap<Uuid, RiskFacts>> {
    const there = due.filter(({ facts }) => facts !== null);
    const beneficiaries = [...new Set(there.map(({ beneficiary }) => beneficiary))];
    const referents = new Set(there.flatMap(({ facts }) => facts!.referents.map(({ professional }) => professional)));
    const [people, professionals, zones] = await Promise.all([
      this.merged(beneficiaries),
      this.rows.professionals([...referents]),
      this.rows.zones(),
    ]);
    const members = (person: Uuid) => people.get(person)?.members ?? [person];
    const contacts = byPerson([
      ...there.flatMap(contactIn),
      ...(await this.rows.contacts(
        [...new Set(beneficiaries.flatMap(members))],
        there.map(({ parcours }) => parcours),
      )),
    ]);
    return new Map(
      there.map((row) => {
        const { parcours, beneficiary, territory } = row;
        const merged = people.get(beneficiary);
        const shared =
          merged === undefined
            ? contacts.get(beneficiary)
            : merged.members.flatMap((person) => contacts.get(person) ?? []);
        const elsewhere = shared?.filter((contact) => contact.parcours !== parcours) ?? [];
        const facts = assembleFacts(row.facts!, {
          parcours,
          person: merged === undefined ? NOTHING_ASKED : together(merged.asked),
          professionals,
          contactsElsewhere: elsewhere.map(({ fact }) => fact),
          calendar: this.habits.calendar,
          midnights: this.midnightsOf(zones.get(territory ?? '') ?? this.habits.zone),
        });
        return [parcours, facts] as const;
      }),
    );
  }

  /** By person; one of whom nothing is known is absent. */
  private async merged(beneficiaries: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Merged>> {
    const people = new Map<Uuid, Merged>();
    for (const { of, person, facts } of await this.rows.people(beneficiaries)) {
      const known = people.get(of);
      if (known === undefined) people.set(of, { asked: [facts], members: [person] });
      else {
        known.asked.push(facts);
        known.members.push(person);
      }
    }
    return people;
  }
}

/** Of a parcours whose facts are at hand. */
function contactIn({ beneficiary, parcours, facts }: DueRow): readonly ContactRow[] {
  const fact = facts!.lastContact;
  return fact === null ? [] : [{ person: beneficiary, parcours, fact }];
}

function byPerson(contacts: readonly ContactRow[]): ReadonlyMap<Uuid, readonly ContactRow[]> {
  const found = new Map<Uuid, ContactRow[]>();
  for (const contact of contacts) {
    const others = found.get(contact.person);
    if (others === undefined) found.set(contact.person, [contact]);
    else others.push(contact);
  }
  return found;
}
