import type { BeneficiaryEvent, OutreachEvent } from '@jalons/beneficiaries';
import { asOf, type LifeEvent, type Position } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { factsAt } from '../backtest/known-facts.js';
import { encountersOf } from '../backtest/reader/survey.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { Midnights } from '../time/midnights.js';

/** An entry with its place in the log. */
type Placed<Event extends LifeEvent> = Event & { readonly position: Position };

/** What the log told, up to now, of a parcours and of what surrounds it: `read.risk_past` of migration 0114. */
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
  { at, position }: Moment,
  { calendar, midnights }: PastDays,
): RiskFacts | null {
  const upTo = <Entry extends { readonly position: Position }>(entries: readonly Entry[]) =>
    heldUpTo(entries, position);
  const history = {
    parcours: past.parcours.map((one) => ({ ...one, entries: upTo(one.entries) })),
    records: past.people.map((one) => ({ ...one, entries: upTo(one.entries) })),
    encounters: past.encounters.flatMap(({ entries }) => encountersOf(upTo(entries))),
  };
  const professionals = new Map(past.professionals.map(({ id, entries }) => [id, upTo(entries)]));
  return factsAt(parcours, history, { professionals, calendar, midnights }, at);
}

/** What was known then, of what the log held up to the position. */
export function knownThen<Entry extends { readonly recordedAt: Instant; readonly position: Position }>(
  entries: readonly Entry[],
  { at, position }: Moment,
): readonly Entry[] {
  return asOf(heldUpTo(entries, position), at);
}

function heldUpTo<Entry extends { readonly position: Position }>(
  entries: readonly Entry[],
  position: Position | null,
): readonly Entry[] {
  return position === null ? entries : entries.filter((entry) => entry.position <= position);
}
