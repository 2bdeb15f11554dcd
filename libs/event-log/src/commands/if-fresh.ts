import { DomainError, isDomainError } from '@jalons/kernel';
import type { CommandRequest } from './command-runner.js';

/**
 * Decides on a stream at `revision` (-1 where there is none) for a caller who saw it at another one: whatever the
 * decision, the answer is that what was seen has changed; but the refusals that keep strangers away come first, so that
 * they neither learn that a stream exists nor count its entries.
 * @throws DomainError `stale-revision`
 */
export function ifFresh<Decision>(
  expected: CommandRequest<never, never, never>['expected'],
  revision: number,
  decide: () => Decision,
): Decision {
  if (expected === undefined || expected === (revision === -1 ? 'none' : revision)) return decide();
  try {
    decide();
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'not-found' || error.kind === 'forbidden') throw error;
  }
  throw new DomainError(
    'conflict',
    'stale-revision',
    'Ce dossier a changé depuis qu’il a été affiché : relisez-le, puis recommencez.',
  );
}
