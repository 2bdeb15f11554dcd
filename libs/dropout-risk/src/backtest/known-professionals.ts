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

export type KnownProfessionals = ReadonlyMap<Uuid, ProfessionalFacts>;

const NOBODY: KnownProfessionals = new Map();

/**
 * The referents of a parcours and their deputies, as they were known.
 * @param before what was answered before: the same again where nothing of it changed
 */
export function professionalsAt(
  { referents }: Pick<ParcoursFacts, 'referents'>,
  { professionals }: Pick<World, 'professionals'>,
  t: Instant,
  before: KnownProfessionals = NOBODY,
): KnownProfessionals {
  const facts = new Map<Uuid, ProfessionalFacts>();
  const add = (id: Uuid): ProfessionalFacts['absences'] => {
    const entries = professionals.get(id);
    if (entries === undefined || facts.has(id)) return [];
    const { stream, facts: read } = readingOf(entries);
    const count = stream.countAt(t);
    const known = read.get(count) ?? readProfessional(stream.knownAt(t));
    read.set(count, known);
    facts.set(id, known);
    return known.absences;
  };
  for (const { professional, to } of referents) {
    if (to === null) for (const { deputy } of add(professional)) add(deputy);
  }
  return isSame(facts, before) ? before : facts;
}

/** Each professional is read once for all that is known of him: what is the same is the same object. */
function isSame(facts: KnownProfessionals, before: KnownProfessionals): boolean {
  if (facts.size !== before.size) return false;
  for (const [id, known] of facts) if (before.get(id) !== known) return false;
  return true;
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
