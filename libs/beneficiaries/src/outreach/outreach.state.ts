import { lifeOf, openedBy, type Life, type LifeEvent } from '@jalons/event-log';
import type { OutreachEvent } from './outreach.events.js';

type Encounter = LifeEvent<Extract<OutreachEvent, { type: 'OutreachEncounterRecorded' }>>;
/** By which an encounter was linked to a person. */
export type Link = LifeEvent<Extract<OutreachEvent, { type: 'OutreachLinkedToBeneficiary' }>>;

export interface OutreachState {
  /** Null where it was voided. */
  readonly encounter: Encounter | null;
  /** By which it was linked to a person. */
  readonly link: Link | null;
}

const RULES = openedBy<OutreachEvent>('OutreachEncounterRecorded');

export function outreachLife(events: readonly LifeEvent<OutreachEvent>[]): Life<OutreachEvent> {
  return lifeOf(events, RULES);
}

export function outreachState(events: readonly LifeEvent<OutreachEvent>[]): OutreachState {
  const { steps } = outreachLife(events);
  const encounter = steps.find((event) => event.type === 'OutreachEncounterRecorded');
  const link = steps.find((event) => event.type === 'OutreachLinkedToBeneficiary');
  return { encounter: encounter ?? null, link: link ?? null };
}
