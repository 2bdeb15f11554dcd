import { mergeInForce, outreachState, type BeneficiaryEvent, type OutreachEvent } from '@jalons/beneficiaries';
import { asOf, unvoided, type LifeEvent, type Position } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import { componentsOf, type Merge, type ParcoursEvent } from '@jalons/parcours';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Fact } from '../facts/fact.js';
import { NOTHING_ASKED, readPerson, together } from '../facts/person-facts.js';
import { readProfessional } from '../facts/professional-facts.js';
import { readParcours } from '../facts/read-parcours.js';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import type { Midnights } from '../time/midnights.js';

/** An entry with its place in the log. */
type Placed<Event extends LifeEvent> = Event & { readonly position: Position };

/** What the log told, up to now, of a parcours and of what surrounds it: `read.risk_past` of migration 0112. */
export interface RiskPast {
  readonly parcours: readonly {
    readonly id: Uuid;
    readonly beneficiary: Uuid;
    readonly entries: readonly Placed<LifeEvent<ParcoursEvent>>[];
  }[];
  /** Her, and everybody ever merged with her, where they asked for anything. */
  readonly people: readonly { readonly id: Uuid; readonly entries: readonly Placed<LifeEvent<BeneficiaryEvent>>[] }[];
  readonly encounters: readonly { readonly id: Uuid; readonly entries: readonly Placed<LifeEvent<OutreachEvent>>[] }[];
  /** Those who ever answered for it, and their deputies. */
  readonly professionals: readonly {
    readonly id: Uuid;
    readonly entries: readonly Placed<LifeEvent<ProfessionalEvent>>[];
  }[];
}

/** (day, position): what was known at an instant, of what the log held up to a position; null for all of it. */
export interface Moment {
  readonly at: Instant;
  readonly position: Position | null;
}

/** Where days are counted. */
export interface PastDays {
  readonly calendar: WorkingCalendar;
  readonly midnights: Midnights;
}

/** What a review at that moment read; null where the parcours was not known to be open or over. */
export function pastFacts(
  parcours: Uuid,
  past: RiskPast,
  moment: Moment,
  { calendar, midnights }: PastDays,
): RiskFacts | null {
  const own = past.parcours.find(({ id }) => id === parcours);
  const facts = own === undefined ? null : readParcours(knownThen(own.entries, moment));
  if (own === undefined || facts === null) return null;
  const records = new Map(past.people.map(({ id, entries }) => [id, knownThen(entries, moment)]));
  const people = mergedWith(own.beneficiary, records);
  return assembleFacts(facts, {
    ...{ parcours, calendar, midnights },
    person: together([...people].map((id) => (records.has(id) ? readPerson(records.get(id)!) : NOTHING_ASKED))),
    professionals: new Map(
      past.professionals.flatMap(({ id, entries }) => {
        const known = knownThen(entries, moment);
        return known.length === 0 ? [] : [[id, readProfessional(known)] as const];
      }),
    ),
    contactsElsewhere: [
      ...past.parcours.flatMap(({ id, beneficiary, entries }) => {
        if (id === parcours || !people.has(beneficiary)) return [];
        return readParcours(knownThen(entries, moment))?.lastContact ?? [];
      }),
      ...past.encounters.flatMap(({ entries }) => metIn(knownThen(entries, moment), people)),
    ],
  });
}

/** What was known then, of what the log held up to the position. */
export function knownThen<Event extends { readonly recordedAt: Instant; readonly position: Position }>(
  entries: readonly Event[],
  { at, position }: Moment,
): readonly Event[] {
  return asOf(
    entries.filter((entry) => position === null || entry.position <= position),
    at,
  );
}

/** Her and those merged with her then. */
function mergedWith(
  person: Uuid,
  records: ReadonlyMap<Uuid, readonly LifeEvent<BeneficiaryEvent>[]>,
): ReadonlySet<Uuid> {
  const merges = [...records].flatMap(([id, entries]): readonly Merge[] => {
    const into = mergeInForce(unvoided(entries) as readonly LifeEvent<BeneficiaryEvent>[])?.data.into;
    return into === undefined ? [] : [[id, into]];
  });
  const components = componentsOf(merges);
  const component = components.get(person);
  if (component === undefined) return new Set([person]);
  return new Set([...components].flatMap(([id, of]) => (of === component ? [id] : [])));
}

/** An encounter that was known to be hers: a contact. */
function metIn(entries: readonly LifeEvent<OutreachEvent>[], people: ReadonlySet<Uuid>): readonly Fact[] {
  const { encounter, beneficiaryId } = outreachState(entries);
  if (encounter === null || beneficiaryId === null || !people.has(beneficiaryId)) return [];
  const [first] = entries;
  return [{ id: first!.eventId, eventId: encounter.eventId, on: encounter.occurredOn, at: first!.recordedAt }];
}
