import type { LifeEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readProfessional, type ProfessionalFacts } from '../facts/professional-facts.js';
import { KnownStream } from './known-stream.js';
import type { World } from './person-history.js';

type Entries = readonly LifeEvent<ProfessionalEvent>[];

/** A professional as far as was known, by the number of events known. */
interface Reading {
  readonly stream: KnownStream<LifeEvent<ProfessionalEvent>>;
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
    const { stream, facts: read } = readingOf(entries);
    const count = stream.countAt(t);
    const known = read.get(count) ?? readProfessional(stream.knownAt(t));
    read.set(count, known);
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
  const known = readings.get(entries);
  if (known !== undefined) return known;
  const reading = { stream: new KnownStream(entries), facts: new Map<number, ProfessionalFacts>() };
  readings.set(entries, reading);
  return reading;
}

const changes = new WeakMap<World['professionals'], readonly Instant[]>();

/** When any event of any professional became known, in order: between two of them, all that is known of each stays. */
export function professionalChanges({ professionals }: Pick<World, 'professionals'>): readonly Instant[] {
  const known =
    changes.get(professionals) ??
    [...professionals.values()].flatMap((entries) => readingOf(entries).stream.changes).toSorted((a, b) => a - b);
  changes.set(professionals, known);
  return known;
}
