import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { ActionEvent } from './actions.events.js';

export const ACTION_REFERENCES: ReferencesOfFamily<ActionEvent> = {
  ActionEnded: [{ field: 'action', types: ['ActionStarted'] }],
};

const ENDING: Thread<ParcoursEvent> = {
  field: 'action',
  once: [['ActionEnded']],
  ends: ['ActionEnded'],
  code: 'action-ended-twice',
  message: 'La fin de cette action est déjà enregistrée : corrigez-la si elle est fausse.',
};

/** An action ends once; the barrier that it works on was identified. */
export function actionViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  const barriers = new Set(
    life.inForce.flatMap((event) => (event.type === 'BarrierIdentified' ? [event.data.barrierId] : [])),
  );
  return [
    ...threadViolations(life, ENDING),
    ...life.inForce.flatMap((event): readonly Violation[] => {
      if (event.type !== 'ActionStarted') return [];
      const { barrierId } = event.data;
      if (barrierId === undefined || barriers.has(barrierId)) return [];
      return [
        {
          code: 'barrier-unknown',
          message: `L’action du ${frenchDay(event.occurredOn)} porte sur un frein qui n’est pas enregistré.`,
          field: '/barrierId',
          entries: [life.rootOf(event.eventId)],
        },
      ];
    }),
  ];
}
