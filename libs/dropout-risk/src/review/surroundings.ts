import type { Uuid } from '@jalons/kernel';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { NOTHING_ASKED, together, type PersonFacts } from '../facts/person-facts.js';
import type { ProfessionalFacts } from '../facts/professional-facts.js';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import { Midnights } from '../time/midnights.js';
import type { ContactRow, DueRow, DueRows } from './due-rows.js';

/** Where nothing says another one. */
export interface Habits {
  readonly calendar: WorkingCalendar;
  readonly zone: string;
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
    const referents = there.flatMap(({ facts }) => facts!.referents.map(({ professional }) => professional));
    const [merged, professionals, zones] = await Promise.all([
      this.rows.people(beneficiaries),
      this.rows.professionals([...new Set(referents)]),
      this.rows.zones(),
    ]);
    const people = new Map<Uuid, { readonly asked: PersonFacts[]; readonly members: Uuid[] }>();
    for (const { of, person, facts } of merged) {
      const known = people.get(of) ?? { asked: [], members: [] };
      people.set(of, { asked: [...known.asked, facts], members: [...known.members, person] });
    }
    const members = (person: Uuid) => people.get(person)?.members ?? [person];
    const contacts = byPerson(await this.rows.contacts([...new Set(beneficiaries.flatMap(members))]));
    return new Map(
      there.map((row) => {
        const { parcours, beneficiary, territory } = row;
        const elsewhere = members(beneficiary)
          .flatMap((person) => contacts.get(person) ?? [])
          .filter((contact) => contact.parcours !== parcours);
        const facts = assembleFacts(row.facts!, {
          parcours,
          person: together(people.get(beneficiary)?.asked ?? [NOTHING_ASKED]),
          professionals: professionals as ReadonlyMap<Uuid, ProfessionalFacts>,
          contactsElsewhere: elsewhere.map(({ fact }) => fact),
          calendar: this.habits.calendar,
          midnights: this.midnightsOf(zones.get(territory ?? '') ?? this.habits.zone),
        });
        return [parcours, facts] as const;
      }),
    );
  }
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
