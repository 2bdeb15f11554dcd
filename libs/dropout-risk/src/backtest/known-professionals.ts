import { asOf, knownAtOf, type LifeEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readProfessional, type ProfessionalFacts } from '../facts/professional-facts.js';
import { countUpTo } from './known-person.js';
import type { World } from './person-history.js';

type Entries = readonly LifeEvent<ProfessionalEvent>[];

/** A professional as far as was known, by the number of events known. */
interface Reading {
  readonly changes: readonly Instant[];
  readonly facts: Map<number, ProfessionalFacts>;
}

const readings = new WeakMap<Entries, Reading>();

/** The referents of a parcours and their deputies, as they were known; the version changes with what is. */
export function professionalsAt(
  { referents }: Pick<ParcoursFacts, 'referents'>,
  { professionals }: Pick<World, 'professionals'>,
  t: Instant,
): { readonly version: string; readonly facts: ReadonlyMap<Uuid, ProfessionalFacts> } {
  const facts = new Map<Uuid, ProfessionalFacts>();
  let version = '';
  const add = (id: Uuid): ProfessionalFacts['absences'] => {
    const entries = professionals.get(id);
    if (entries === undefined || facts.has(id)) return [];
    const reading = readingOf(entries);
    const count = countUpTo(reading.changes, t);
    const known = reading.facts.get(count) ?? readProfessional(asOf(entries, t));
    reading.facts.set(count, known);
    facts.set(id, known);
    version += `${count},`;
    return known.absences;
  };
  for (const { professional, to } of referents) {
    if (to === null) for (const { deputy } of add(professional)) add(deputy);
  }
  return { version, facts };
}

function readingOf(entries: Entries): Reading {
  const known = readings.get(entries) ?? {
    changes: entries.map(knownAtOf).toSorted((a, b) => a - b),
    facts: new Map<number, ProfessionalFacts>(),
  };
  readings.set(entries, known);
  return known;
}

const changes = new WeakMap<World['professionals'], readonly Instant[]>();

/** How many events of any professional were known: while it stays, so does all that is known of each. */
export function changesUpTo({ professionals }: Pick<World, 'professionals'>, t: Instant): number {
  const known =
    changes.get(professionals) ??
    [...professionals.values()].flatMap((entries) => entries.map(knownAtOf)).toSorted((a, b) => a - b);
  changes.set(professionals, known);
  return countUpTo(known, t);
}
