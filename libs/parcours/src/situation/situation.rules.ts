import type { Life, Violation } from '@jalons/event-log';
import { repeats } from '@jalons/kernel';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { SituationEvent } from './situation.events.js';

export const SITUATION_REFERENCES: ReferencesOfFamily<SituationEvent> = {
  BarrierLifted: [{ field: 'barrier', types: ['BarrierIdentified'] }],
};

const LIFTING: Thread<ParcoursEvent> = {
  field: 'barrier',
  once: [['BarrierLifted']],
  ends: ['BarrierLifted'],
  code: 'barrier-lifted-twice',
  message: 'Ce frein est déjà levé.',
};

/** A barrierId names one barrier, which is lifted once. */
export function situationViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  const barriers = life.inForce.filter((event) => event.type === 'BarrierIdentified');
  return [
    ...threadViolations(life, LIFTING),
    ...repeats(barriers, ({ data }) => data.barrierId).map(({ eventId }) => ({
      code: 'barrier-identified-twice',
      message: 'Ce frein est déjà enregistré.',
      field: '/barrierId',
      entries: [life.rootOf(eventId)],
    })),
  ];
}
