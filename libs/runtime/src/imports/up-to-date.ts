import type { EventLog } from '@jalons/event-log';
import type { CheckpointProgress } from '@jalons/projections';

/**
 * The read models that imports ask: who is known, whose records were merged, what structures are called; and, for an undo,
 * who was met before and who works where.
 */
const ASKED = ['case-views', 'structures', 'outreach', 'mandates'];
/**
 * Behind for longer, an import asks them as they are: a suspicion may be missed, or what was asked for on a record merged
 * with hers since, and nothing else. An undo is refused: a registration would go from under what rests on it.
 */
const PATIENCE_MS = 30_000;

/** Waits until what imports ask of read models holds what stands in the log now; false where it does not in time. */
export function upToDate(
  log: Pick<EventLog, 'head'>,
  progress: Pick<CheckpointProgress, 'waitFor'>,
): () => Promise<boolean> {
  return async () => {
    const head = await log.head();
    return head === null || progress.waitFor(ASKED, head.position, PATIENCE_MS);
  };
}
