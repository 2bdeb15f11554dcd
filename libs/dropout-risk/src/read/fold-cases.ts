import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import { holdsOn, type Uuid } from '@jalons/kernel';
import { takingPartIn, parcoursLife, orientationsOf, isPending, type ParcoursEvent } from '@jalons/parcours';
import type { ProjectionSql } from '@jalons/projections';
import { latestOf } from '../facts/news.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readParcours } from '../facts/read-parcours.js';
import { alignReaders } from './alert-readers.js';
import { keptEvent } from './kept-event.js';
import type { Touches } from './touches.js';

const STREAM = 'parcours-';

type Entries = readonly LifeEvent<ParcoursEvent>[];

export function isParcoursEvent(event: StoredEvent): event is StoredEvent<ParcoursEvent> {
  return event.stream.startsWith(STREAM);
}

/** Keeps the events of parcours, and reads the facts of each that a batch touches. */
export async function foldCases(
  batch: readonly StoredEvent<ParcoursEvent>[],
  sql: ProjectionSql,
  touches: Touches,
): Promise<void> {
  if (batch.length === 0) return;
  const touched = [...new Set(batch.map(parcoursOf))];
  const { rows } = await sql.query<{ parcours: Uuid; entries: Entries }>(
    `SELECT parcours, entries FROM ${sql.table('risk_cases')} WHERE parcours = ANY ($1::uuid[])`,
    [touched],
  );
  const entries = new Map<Uuid, LifeEvent<ParcoursEvent>[]>(rows.map((row) => [row.parcours, [...row.entries]]));
  const last = new Map<Uuid, StoredEvent<ParcoursEvent>>();
  for (const event of batch) {
    const parcours = parcoursOf(event);
    if (!entries.has(parcours)) touches.begins(parcours, event.position);
    entries.set(parcours, [...(entries.get(parcours) ?? []), placed(event)]);
    last.set(parcours, event);
    touches.ofParcours(parcours, event.position, event.importId !== undefined);
    // Her other parcours share its contacts.
    touches.ofPerson(event.keyId, event.position);
  }
  const cases = touched.map((parcours) => {
    const known = entries.get(parcours)!;
    return { parcours, event: last.get(parcours)!, known, facts: readParcours(known) };
  });
  await sql.upsert(
    'risk_cases',
    cases.map(({ parcours, event, known, facts }) => ({
      ...{ parcours, beneficiary: event.keyId, entries: known, facts, latest: latestOf(known) },
    })),
  );
  await sql.upsert(
    'risk_board',
    cases.map(({ parcours, event, known, facts }) => ({
      ...{ parcours, beneficiary: event.keyId, territory: event.territory ?? null, ...concernedIn(known, facts) },
    })),
  );
  await alignReaders(touched, sql);
}

/** With its position: what was known up to one may be asked again. */
function placed(event: StoredEvent<ParcoursEvent>): LifeEvent<ParcoursEvent> & Pick<StoredEvent, 'position'> {
  return { ...keptEvent(event), position: event.position };
}

/** Who answers for a parcours, and which structures take part in it or are to receive the person. */
function concernedIn(known: Entries, facts: ParcoursFacts | null) {
  const life = parcoursLife(known);
  const exitedOn = facts?.exit?.on ?? null;
  const viewers = takingPartIn(life).map(({ structure }) => structure);
  // Once the parcours is exited, nobody is to receive the person any more.
  const pending =
    exitedOn === null ? orientationsOf(life).filter((one) => isPending(one) && one.proposal.data.personAgreed) : [];
  const referent = facts?.referents.find((one) => (exitedOn === null ? one.to === null : holdsOn(one, exitedOn)));
  return {
    viewers: [...new Set(viewers)],
    receivers: [...new Set(pending.map(({ proposal }) => proposal.data.toStructure))],
    referent: referent?.professional ?? null,
    referent_structure: referent?.structure ?? null,
    is_open: facts !== null && facts.exit === null,
  };
}

function parcoursOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}
