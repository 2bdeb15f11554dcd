import type { ScopedDatabase } from '@jalons/database';
import type { EventStore, LifeEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { OutreachEvent } from './outreach.events.js';
import { outreachState, type Link } from './outreach.state.js';

/** The encounters that read models know to be linked to a person; it may be behind the log. */
type KnownEncounters = (person: Uuid) => Promise<readonly Uuid[]>;

/** $1 people: the encounters linked to any of them, as one array; NULL while nobody can tell. */
export const LINKED_ENCOUNTERS = 'SELECT read.linked_encounters($1::uuid[]) AS known';

/** The row that LINKED_ENCOUNTERS answers. */
export interface LinkedEncounters {
  readonly known: readonly Uuid[] | null;
}

/**
 * The encounters of an answer.
 * @throws DomainError `encounters-not-ready` while the read model is rebuilt: none would pass for there being none
 */
export function encountersOf([answer]: readonly LinkedEncounters[]): readonly Uuid[] {
  const known = answer?.known ?? null;
  if (known !== null) return known;
  const message = 'Les rencontres d’aller-vers se préparent : réessayez dans quelques minutes.';
  throw new DomainError('unavailable', 'encounters-not-ready', message);
}

/** The encounters that the read models know, whoever recorded them: a link binds her too who may not see it. */
export function encountersIn(database: ScopedDatabase): KnownEncounters {
  return async (person) => {
    const named = { name: 'linked_encounters_2' };
    return encountersOf((await database.query<LinkedEncounters>(undefined, LINKED_ENCOUNTERS, [[person]], named)).rows);
  };
}

/** The links in force of encounters to a person: found by the read models, each judged by its stream. */
export async function linksTo(
  person: Uuid,
  known: KnownEncounters,
  store: Pick<EventStore, 'load'>,
): Promise<readonly Link[]> {
  const streams = await Promise.all((await known(person)).map((id) => store.load(`outreach-${id}`)));
  return streams.flatMap((events) => {
    if (events.some(({ erased }) => erased)) return [];
    const { link } = outreachState(events as unknown as readonly LifeEvent<OutreachEvent>[]);
    return link?.data.beneficiaryId === person ? [link] : [];
  });
}
