import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { ProjectionSql } from '@jalons/projections';
import { addedSources, rowsOf, together } from './added-sources.js';
import { keptParcours, linkedAmong, parcoursOf, parcoursRow, type Streams } from './kept-sources.js';
import { parcoursFacts, type ParcoursFact } from './parcours-facts.js';
import { parcoursSource, type ParcoursSource } from './parcours-source.js';
import { placed } from './placed-facts.js';
import { writeFacts, type Told } from './written-facts.js';

/** Folds events of parcours, by the parcours: what becomes of their facts, and of those of the same people. */
export async function foldParcours(streams: Streams<StoredEvent<ParcoursEvent>>, sql: ProjectionSql): Promise<void> {
  // A stream that begins in this batch has left nothing behind yet.
  const begun = [...streams].filter(([, [first]]) => first?.revision !== 0).map(([parcours]) => parcours);
  const kept = await keptParcours(sql, begun, enteredBy(streams));
  const added = addedSources(streams, kept, parcoursSource);
  if (added.size === 0) return;
  const become = together(kept, added);
  const linked = await linkedAmong(sql, peopleOf(become));
  await writeFacts(sql, toldOf({ sources: kept, linked }, { sources: become, linked }));
  await sql.append('parcours_sources', rowsOf(added, parcoursRow));
}

/** Writes the facts of some people again: whether they were ever linked with somebody is no longer what it was. */
export async function linkFacts(people: readonly Uuid[], sql: ProjectionSql, isLinked: boolean): Promise<void> {
  const sources = await keptParcours(sql, await parcoursOf(sql, people));
  const others = await linkedAmong(sql, peopleOf(sources));
  const [without, withThem] = [new Set(others), new Set([...others, ...people])];
  for (const person of people) without.delete(person);
  const [was, is] = isLinked ? [without, withThem] : [withThem, without];
  await writeFacts(sql, toldOf({ sources, linked: was }, { sources, linked: is }));
}

/** Takes the parcours of some people out, as if they had never been entered. */
export async function forgetParcours(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  const parcours = await parcoursOf(sql, people);
  const kept = await keptParcours(sql, parcours);
  const gone = new Set(parcours);
  const left = new Map([...kept].filter(([id]) => !gone.has(id)));
  const linked = await linkedAmong(sql, peopleOf(left));
  await writeFacts(sql, toldOf({ sources: kept, linked }, { sources: left, linked }));
  await sql.query(`DELETE FROM ${sql.table('parcours_sources')} WHERE parcours = ANY ($1::uuid[])`, [parcours]);
}

/** What facts are told from. */
interface Known {
  readonly sources: Streams<ParcoursSource>;
  readonly linked: ReadonlySet<Uuid>;
}

/** The facts of some parcours, whole for each of their people, as they were and as they become. */
function toldOf(was: Known, becomes: Known): readonly Told[] {
  const told = new Map<readonly ParcoursSource[], readonly ParcoursFact[]>();
  const factsOf = (sources: readonly ParcoursSource[]) => {
    const known = told.get(sources) ?? parcoursFacts(sources);
    told.set(sources, known);
    return known;
  };
  const placedOf = ({ sources, linked }: Known) =>
    placed(new Map([...sources].map(([parcours, each]) => [parcours, factsOf(each)])), linked);
  const [before, after] = [placedOf(was), placedOf(becomes)];
  return [...new Set([...before.keys(), ...after.keys()])].map((parcours) => ({
    parcours,
    before: before.get(parcours) ?? [],
    after: after.get(parcours) ?? [],
  }));
}

/** Those whom the entries of a batch name. */
function enteredBy(streams: Streams<StoredEvent<ParcoursEvent>>): readonly Uuid[] {
  const entries = [...streams.values()].flatMap((events) =>
    events.flatMap((event) => (event.type === 'ParcoursOpened' ? [event.data.beneficiaryId] : [])),
  );
  return [...new Set(entries)];
}

function peopleOf(streams: Streams<ParcoursSource>): readonly Uuid[] {
  const people = [...streams.values()].flatMap((sources) =>
    sources.flatMap((source) => (source.kind === 'entry' ? [source.beneficiary] : [])),
  );
  return [...new Set(people)];
}
