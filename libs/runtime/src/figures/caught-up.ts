import type { Position } from '@jalons/event-log';
import { indicatorsProjection } from '@jalons/indicators';
import { DomainError } from '@jalons/kernel';
import type { CheckpointProgress } from '@jalons/projections';

/**
 * Waits until the facts hold everything up to a position: of anything less, a figure would pass for one that is known at
 * the head of the log.
 * @throws DomainError `figures-late` after `patienceMs`
 */
export async function untilCounted(
  progress: Pick<CheckpointProgress, 'waitFor'>,
  position: Position,
  patienceMs: number,
): Promise<void> {
  if (await progress.waitFor([indicatorsProjection.name], position, patienceMs)) return;
  throw new DomainError(
    'unavailable',
    'figures-late',
    'Les chiffres n’ont pas rattrapé le journal : vérifiez que le produit tourne, puis relancez la même commande.',
  );
}
