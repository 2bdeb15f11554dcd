import type { ReadTable } from '@jalons/projections';

/** What the log says of erased parcours, for the coordinator of their territory and the command line. */
export const loggedResidues: ReadTable = {
  name: 'residues',
  primaryKey: ['residue'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      residue         uuid PRIMARY KEY,
      kind            text COLLATE "C" NOT NULL,   -- 'entry' or 'exit'
      territory       uuid,
      quarter         date NOT NULL,               -- first day
      known_quarter   date NOT NULL,               -- first day
      reason          text COLLATE "C",            -- of an exit; NULL where the erasure alone ended the parcours
      contract        text COLLATE "C",
      contract_end    text COLLATE "C",
      contract_months smallint,                    -- lower bound of the class of its length
      duration_days   smallint                     -- lower bound of the class of the duration of the parcours
    );
    GRANT SELECT ON ${table} TO jalons_api, jalons_cli;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api
      USING (territory = ANY ((SELECT auth.my_territories())::uuid[]));
    CREATE POLICY cli_reads ON ${table} FOR SELECT TO jalons_cli USING (true);`,
};

/**
 * People whose facts were dropped: from the transaction that adds one on, what waits in her place is counted. Ids alone,
 * which the log keeps in clear.
 */
export const erasedPeople: ReadTable = {
  name: 'erased_people',
  primaryKey: ['beneficiary'],
  ddl: (table) => `
    CREATE TABLE ${table} (beneficiary uuid PRIMARY KEY);
    GRANT SELECT ON ${table} TO jalons_api, jalons_cli;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api
      USING ((SELECT 'coordinator' = ANY (auth.my_roles())));
    CREATE POLICY cli_reads ON ${table} FOR SELECT TO jalons_cli USING (true);`,
};
