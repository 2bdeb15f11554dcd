import type { Instant, Uuid } from '@jalons/kernel';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import type { Midnights } from '../time/midnights.js';
import { KnownPerson, type KnownParcours } from './known-person.js';
import { professionalsAt } from './known-professionals.js';
import type { PersonHistory, World } from './person-history.js';

/** The facts of a parcours among what was known of her, at the instant that she was moved to. */
export function knownFacts(
  parcours: Uuid,
  { facts }: KnownParcours,
  person: KnownPerson,
  around: Pick<RiskFacts, 'professionals' | 'calendar' | 'midnights'>,
): RiskFacts {
  return assembleFacts(facts, {
    parcours,
    person: person.asked(facts.beneficiary),
    professionals: around.professionals,
    calendar: around.calendar,
    midnights: around.midnights,
    contactsElsewhere: person.contactsBeside(parcours, facts.beneficiary),
  });
}

/** The facts of one parcours as they were known at an instant; null where it was not known to have opened. */
export function factsAt(
  parcours: Uuid,
  history: Pick<PersonHistory, 'parcours' | 'records' | 'encounters'>,
  { professionals, calendar, midnights }: Pick<World, 'professionals' | 'calendar'> & { readonly midnights: Midnights },
  t: Instant,
): RiskFacts | null {
  const person = new KnownPerson(history);
  person.moveTo(t);
  const own = person.parcours(parcours);
  if (own === null) return null;
  return knownFacts(parcours, own, person, {
    professionals: professionalsAt(own.facts, { professionals }, t),
    ...{ calendar, midnights },
  });
}
