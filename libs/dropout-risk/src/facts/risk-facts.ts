import type { Uuid } from '@jalons/kernel';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Midnights } from '../time/midnights.js';
import type { Fact } from './fact.js';
import type { News } from './news.js';
import type { ParcoursFacts } from './parcours-facts.js';
import type { PersonFacts } from './person-facts.js';
import type { ProfessionalFacts } from './professional-facts.js';

/** Everything that a review reads, as it was known at its instant. */
export interface RiskFacts extends ParcoursFacts {
  readonly parcours: Uuid;
  readonly person: PersonFacts;
  /** Referents and their deputies; one who is not there held no mandate. */
  readonly professionals: ReadonlyMap<Uuid, ProfessionalFacts>;
  readonly calendar: WorkingCalendar;
  /** The midnights of the territory's zone. */
  readonly midnights: Midnights;
  /** The entries last recorded, the newest last: what an alert that ends names, and no rule reads. */
  readonly latest: readonly News[];
}

export interface Surroundings extends Pick<
  RiskFacts,
  'parcours' | 'person' | 'professionals' | 'calendar' | 'midnights'
> {
  /** The facts of the other parcours of the person, of those merged with her, and the encounters linked to her. */
  readonly contactsElsewhere: readonly Fact[];
  /** Left out where nothing is to be appended to alerts. */
  readonly latest?: readonly News[];
}

/**
 * The parcours among what surrounds it. Open parcours of one person share their contact dates (risk.md § 1): a contact
 * elsewhere counts like one of her own, from the opening on.
 */
export function assembleFacts(own: ParcoursFacts, surroundings: Surroundings): RiskFacts {
  // Written out, as one shape: spreads cost many times as much, for each review of a back-test.
  return {
    parcours: surroundings.parcours,
    person: surroundings.person,
    professionals: surroundings.professionals,
    calendar: surroundings.calendar,
    midnights: surroundings.midnights,
    latest: surroundings.latest ?? [],
    beneficiary: own.beneficiary,
    structure: own.structure,
    opening: own.opening,
    exit: own.exit,
    reopenedOn: own.reopenedOn,
    phases: own.phases,
    underlying: own.underlying,
    lastContact: lastContactOf(own, surroundings.contactsElsewhere),
    noContactWanted: own.noContactWanted,
    attempts: own.attempts,
    meetings: own.meetings,
    appointments: own.appointments,
    handovers: own.handovers,
    steps: own.steps,
    announced: own.announced,
    absences: own.absences,
    barriers: own.barriers,
    concerns: own.concerns,
    referents: own.referents,
  };
}

function lastContactOf(own: ParcoursFacts, elsewhere: readonly Fact[]): Fact | null {
  if (elsewhere.length === 0) return own.lastContact;
  return elsewhere
    .filter(({ on }) => on >= own.opening.on && (own.exit === null || on <= own.exit.on))
    .toSorted(compare)
    .reduce<Fact | null>((best, one) => (best === null || one.on > best.on ? one : best), own.lastContact);
}

/** By day, then the one recorded first: on one day the first stays, her own parcours' before any other. */
function compare(a: Fact, b: Fact): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}
