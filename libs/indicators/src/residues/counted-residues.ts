/**
 * FROM … WHERE of the residues that count, in the territory $4 or in all that the reader may see: those of the log, and
 * those that wait for it in the place of somebody whose facts are gone. From one snapshot nobody counts twice: a waiting
 * one counts from the transaction that drops her facts on, until the one that folds what the log says instead.
 */
export const COUNTED_RESIDUES = `
      FROM (
        SELECT kind, territory, quarter, known_quarter, reason, contract, contract_end, contract_months, duration_days
          FROM read.residues
         UNION ALL
        SELECT kind, territory, quarter, known_quarter, reason, contract, contract_end, contract_months, duration_days
          FROM privacy.residues waiting
         WHERE (waiting.subject IS NULL
                OR EXISTS (SELECT FROM read.erased_people gone WHERE gone.beneficiary = waiting.subject))
           AND NOT EXISTS (SELECT FROM read.residues logged WHERE logged.residue = waiting.id)
      ) residue
     WHERE ($4::uuid IS NULL OR residue.territory = $4)`;

/** The day that an exit stands for: the last of its quarter. An entry stands for the first, which is `quarter`. */
export const LAST_DAY = `(residue.quarter + interval '3 months' - interval '1 day')::date`;
