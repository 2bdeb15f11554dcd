import type { EventLog } from '@jalons/event-log';
import type { CheckpointProgress } from '@jalons/projections';

/** The read models that imports ask: who is known, whose records were merged, and what structures are called. */
const ASKED = ['case-views', 'structures'];
/**
 * Behind for longer, they are asked as they are: a suspicion may be missed, or what was asked for
 * on a record merged with hers since, and nothing else.
 */
const PATIENCE_MS = 30_000;

/** Waits until what imports ask of read models holds what stands in the log now. */
export function upToDate(log: Pick<EventLog, 'head'>, progress: CheckpointProgress): () => Promise<void> {
  return async () => {
    const head = await log.head();
    if (head !== null) await progress.waitFor(ASKED, head.position, PATIENCE_MS);
  };
}
