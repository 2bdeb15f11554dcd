import type { ReadTable } from '@jalons/projections';
import { erasedPeople, loggedResidues } from '../residues/residues.tables.js';
import { FOREVER } from './in-force.js';

/** Years with a partition of their own; what lies outside of them shares one. */
const FIRST_YEAR = 2014;
const LAST_YEAR = 2033;
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

/** Process figures without names: for the coordinator of the territory, and for the command line. */
const READERS = (table: string) => `
    GRANT SELECT ON ${table} TO jalons_api, jalons_cli;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api
      USING (territory = ANY ((SELECT auth.my_territories())::uuid[]));
    CREATE POLICY cli_reads ON ${table} FOR SELECT TO jalons_cli USING (true);`;

/** Columns that both kinds of facts share. Instants are milliseconds; `known_to` is FOREVER while in force. */
const SHARED = `
      event_id    uuid NOT NULL,
      known_from  bigint NOT NULL,
      known_to    bigint NOT NULL,
      parcours    uuid NOT NULL,
      beneficiary uuid NOT NULL,
      territory   uuid,
      entered_on  date NOT NULL,
      outlasted_from date NOT NULL,           -- how far her other parcours lie: see placed-facts.ts
      outlasts_until date NOT NULL,`;

/**
 * Parcours entered and not exited: one row per entry event and stretch of knowledge in which it is in force and no exit
 * of its parcours is. By the year in which that knowledge ended, and in its order: who was open, as known at an instant,
 * lies in what ended later.
 */
const entries: ReadTable = {
  name: 'entry_facts',
  primaryKey: ['known_to', 'event_id', 'known_from'],
  ddl: (table) => `
    CREATE TABLE ${table} (${SHARED}
      PRIMARY KEY (known_to, event_id, known_from)
    ) PARTITION BY RANGE (known_to);
    CREATE INDEX ON ${table} (entered_on);${READERS(table)}`,
};

/**
 * Parcours exited: one row per exit event and stretch of knowledge in which it is in force, with the day of the entry in
 * force beside it. By the year of exit: a rate over one year reads one partition, whatever the size of the log.
 */
const exits: ReadTable = {
  name: 'exit_facts',
  primaryKey: ['event_id', 'known_from', 'exited_on'],
  ddl: (table) => `
    CREATE TABLE ${table} (${SHARED}
      exited_on       date NOT NULL,
      reason          text COLLATE "C" NOT NULL,
      contract        text COLLATE "C",
      contract_end    text COLLATE "C",       -- 'none', 'known', 'unknown'; NULL without a contract
      contract_months smallint,               -- whole calendar months, where the end is known
      PRIMARY KEY (event_id, known_from, exited_on)
    ) PARTITION BY RANGE (exited_on);
    CREATE INDEX ON ${table} (entered_on);${READERS(table)}`,
};

/** Who counts as whom, as merges were known: ids alone, which say nothing without the people's own rows. */
const aliases: ReadTable = {
  name: 'person_aliases',
  primaryKey: ['beneficiary', 'known_from'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      beneficiary uuid NOT NULL,
      known_from  bigint NOT NULL,
      known_to    bigint NOT NULL,
      person      uuid NOT NULL,
      PRIMARY KEY (beneficiary, known_from)
    );
    GRANT SELECT ON ${table} TO jalons_api, jalons_cli;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api
      USING ((SELECT 'coordinator' = ANY (auth.my_roles())));
    CREATE POLICY cli_reads ON ${table} FOR SELECT TO jalons_cli USING (true);`,
};

/** What is kept of the events that facts rest on, to tell again when one is voided; without a policy, the api sees none. */
const parcoursSources: ReadTable = {
  name: 'parcours_sources',
  primaryKey: ['parcours', 'revision'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours        uuid NOT NULL,
      revision        integer NOT NULL,
      event_id        uuid NOT NULL,
      known_at        bigint NOT NULL,
      root            uuid NOT NULL,
      kind            text COLLATE "C" NOT NULL,
      removes         uuid,                   -- what a void or a reopening names
      life_day        date,                   -- of an entry or exit
      beneficiary     uuid,
      territory       uuid,
      reason          text COLLATE "C",
      contract        text COLLATE "C",
      contract_end    text COLLATE "C",
      contract_months smallint,
      PRIMARY KEY (parcours, revision)
    );
    CREATE INDEX ON ${table} (beneficiary) WHERE kind = 'entry';`,
};

const personSources: ReadTable = {
  name: 'person_sources',
  primaryKey: ['beneficiary', 'revision'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      beneficiary      uuid NOT NULL,
      revision         integer NOT NULL,
      event_id         uuid NOT NULL,
      known_at         bigint NOT NULL,
      root             uuid NOT NULL,
      kind             text COLLATE "C" NOT NULL,
      removes          uuid,                  -- what a void or a reversal names
      into_beneficiary uuid,
      PRIMARY KEY (beneficiary, revision)
    );
    CREATE INDEX ON ${table} (into_beneficiary) WHERE kind = 'merge';`,
};

/** A partition is a table of the projection like its parent: made, swapped and compared with it. */
function partition(parent: ReadTable, suffix: string, bounds: string): ReadTable {
  const name = `${parent.name}_${suffix}`;
  return {
    name,
    primaryKey: parent.primaryKey,
    ddl: (table) => `CREATE TABLE ${table} PARTITION OF ${table.replace(name, parent.name)} ${bounds};`,
  };
}

const exitYears = YEARS.map((year) =>
  partition(exits, String(year), `FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01')`),
);

const entryYears = YEARS.map((year) =>
  partition(entries, String(year), `FOR VALUES FROM (${Date.UTC(year, 0)}) TO (${Date.UTC(year + 1, 0)})`),
);

export const FACT_TABLES: readonly ReadTable[] = [
  entries,
  ...entryYears,
  partition(entries, 'in_force', `FOR VALUES FROM (${FOREVER}) TO (MAXVALUE)`),
  partition(entries, 'other', 'DEFAULT'),
  exits,
  ...exitYears,
  partition(exits, 'other', 'DEFAULT'),
  aliases,
  parcoursSources,
  personSources,
  erasedPeople,
  loggedResidues,
];
