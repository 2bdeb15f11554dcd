/**
 * Destroys what was deposited, with its key, and whatever repeats the words of its files: from then on nobody reads them.
 * Why it ran and failed stays to be told; of what never ran, nothing does. In one statement, all of it or nothing.
 * $1 deposit
 */
export const DESTROY_DEPOSIT = `
  WITH key AS (DELETE FROM import.deposit_keys WHERE deposit = $1),
       told AS (DELETE FROM import.deposit_anomalies WHERE deposit = $1),
       words AS (UPDATE import.deposits
                    SET tables = NULL, mapping = NULL, preview = NULL, preview_command = NULL, preview_hash = NULL,
                        failure = CASE WHEN state <> 'abandoned' THEN failure END
                  WHERE id = $1)
  DELETE FROM import.deposit_files WHERE deposit = $1`;
