import type { ScopedDatabase } from '@jalons/database';
import type { EventStore, LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { OutreachEvent } from './outreach.events.js';
import { outreachState, type Link } from './outreach.state.js';

/** The encounters that read models know to be linked to a person; it may be behind the log. */
export type KnownEncounters = (person: Uuid) => Promise<readonly Uuid[]>;

/** $1 people: the encounters linked to any of them. */
export const LINKED_ENCOUNTERS = 'SELECT outreach FROM read.linked_encounters($1::uuid[])';

/** The encounters that the read models know, whoever recorded them: a link binds her too who may not see it. */
export function encountersIn(database: ScopedDatabase): KnownEncounters {
  return async (person) => {
    const named = { name: 'linked_encounters_1' };
    const { rows } = await database.query<{ outreach: Uuid }>(undefined, LINKED_ENCOUNTERS, [[person]], named);
    return rows.map(({ outreach }) => outreach);
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
