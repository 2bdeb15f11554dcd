import { frenchDay, type Life } from '@jalons/event-log';
import { DomainError } from '@jalons/kernel';
import { isPending, orientationsOf } from '../orientation/orientation-threads.js';
import type { ParcoursEvent } from '../parcours.events.js';

/**
 * Refuses an exit, with the list, while an orientation waits: its receiver would wait for somebody who left, and answer
 * in vain. No invariant of the life: an orientation told late, before a recorded exit, is told before its end, and a file
 * tells what it knows.
 */
export function refuseExitWhileWaiting(life: Life<ParcoursEvent>): void {
  const waiting = orientationsOf(life).filter(isPending);
  if (waiting.length === 0) return;
  throw new DomainError(
    'conflict',
    'orientation-waiting',
    'Une orientation attend encore : retirez-la, ou dites pourquoi elle n’a pas abouti, puis enregistrez la sortie.',
    waiting.map(({ id, proposal, accepted }) => ({
      code: 'orientation-waiting',
      message:
        accepted === undefined
          ? `L’orientation du ${frenchDay(proposal.occurredOn)} attend une réponse : retirez-la, ou dites pourquoi elle n’a pas abouti.`
          : `L’orientation du ${frenchDay(proposal.occurredOn)} attend le premier rendez-vous : retirez-la, ou dites pourquoi elle n’a pas abouti.`,
      field: `/orientations/${id}`,
    })),
  );
}
