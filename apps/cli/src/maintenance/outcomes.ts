import type { RebuildOutcome, VerifyOutcome } from '@jalons/projections';

export type Outcome = RebuildOutcome | VerifyOutcome;

/** Whether a read model is not what the log says, or could not be compared. */
export function hasFailed(outcome: Outcome): boolean {
  return outcome.status === 'stopped' || outcome.status === 'differs';
}

/** One line on a read model: its tables, or why it stopped. */
export function outcomeText(outcome: Outcome): string {
  const { projection } = outcome;
  if (outcome.status === 'stopped') {
    const { reason, position, code, table, object } = outcome;
    const details = [reason, code, table, object, position].filter((detail) => typeof detail === 'string');
    return `${projection} : arrêté (${details.join(', ')}).`;
  }
  const different = outcome.tables.filter(({ equal }) => !equal).map(({ table }) => table);
  const rows = outcome.tables.reduce((sum, { rebuilt }) => sum + rebuilt.rows, 0);
  const count = `${rows} lignes, ${outcome.tables.length} tables`;
  if (outcome.status === 'swapped') {
    const changed =
      different.length === 0 ? 'identiques à l’ancienne version' : `différentes : ${different.join(', ')}`;
    return `${projection} : reconstruit (${count}, ${changed}).`;
  }
  return different.length === 0
    ? `${projection} : égal (${count}).`
    : `${projection} : différent dans ${different.join(', ')}.`;
}
