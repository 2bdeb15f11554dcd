import type pg from 'pg';
import { FIRST_DAY, YEARS } from './synthetic-log.js';

const FIRST_YEAR = Number(FIRST_DAY.slice(0, 4));

/** One partition a year, and one for what lies beyond them. */
const partitions = (table: string) =>
  Array.from({ length: YEARS }, (_, index) => {
    const year = FIRST_YEAR + index;
    return `CREATE TABLE ${table}_${year} PARTITION OF ${table}
              FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01');`;
  }).join('\n') + `\nCREATE TABLE ${table}_other PARTITION OF ${table} DEFAULT;`;

const TABLES = `
  CREATE SCHEMA joined;
  CREATE TABLE joined.entries (
    parcours uuid, beneficiary uuid, territory uuid, entered_on date, known_from bigint, known_to bigint
  ) PARTITION BY RANGE (entered_on);
  CREATE TABLE joined.exits (
    event_id uuid, parcours uuid, exited_on date, reason text COLLATE "C", contract text COLLATE "C",
    contract_end text COLLATE "C", contract_months smallint, known_from bigint, known_to bigint
  ) PARTITION BY RANGE (exited_on);
  ${partitions('joined.entries')}
  ${partitions('joined.exits')}
  INSERT INTO joined.entries
  SELECT parcours, beneficiary, territory, entered_on, min(known_from), max(known_to)
    FROM (SELECT parcours, beneficiary, territory, entered_on, known_from, known_to FROM read.entry_facts
           UNION ALL
          SELECT parcours, beneficiary, territory, entered_on, known_from, known_to FROM read.exit_facts) known
   GROUP BY parcours, beneficiary, territory, entered_on;
  INSERT INTO joined.exits
  SELECT event_id, parcours, exited_on, reason, contract, contract_end, contract_months, min(known_from), max(known_to)
    FROM read.exit_facts
   GROUP BY event_id, parcours, exited_on, reason, contract, contract_end, contract_months;
  CREATE INDEX ON joined.entries (parcours);
  CREATE INDEX ON joined.exits (parcours);`;

/** $1, $2 window; $3 as-of: the exits of the window by outcome, each with the entry in force beside it. */
export const JOINED = `
  SELECT reason, contract, contract_end, contract_months, count(*)
    FROM joined.exits leaving JOIN joined.entries entry USING (parcours)
   WHERE leaving.exited_on BETWEEN $1 AND $2
     AND leaving.known_from <= $3 AND $3 < leaving.known_to AND entry.known_from <= $3 AND $3 < entry.known_to
     AND leaving.exited_on - entry.entered_on >= 0
   GROUP BY reason, contract, contract_end, contract_months`;

/**
 * The same facts without the day of entry beside each exit: what an event touches is its own row alone, and each question
 * joins the two. Runs as the superuser: without policies, which is in its favour.
 */
export async function makeJoinedPeer(admin: pg.Client): Promise<void> {
  await admin.query(TABLES);
}
