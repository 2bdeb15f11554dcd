import type { ReadTable } from '@jalons/projections';
import { elevated, oneOfMine, opened } from '../fold/readers.js';

const PERSONAL = [
  ...['given_name', 'family_name', 'birth_name', 'birth_date', 'sex', 'phone', 'email', 'other_contact', 'address'],
  ...['qpv', 'quartier', 'qpv_evidence', 'standing'],
];

const COLUMNS = [
  ...['person', 'viewers', 'members', 'survivor', 'merge', 'sharing_stopped', 'registered_on', 'out_of_perimeter'],
  ...PERSONAL,
];

/**
 * Who each person is. Read by the structures that take part in one of her parcours, by those that have an orientation
 * of hers to answer or to start, and, until she has a parcours, by the one that registered her.
 */
export const persons: ReadTable = {
  name: 'persons',
  primaryKey: ['person'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person           uuid PRIMARY KEY,
      viewers          uuid[] NOT NULL,  -- structures, of any of her records
      members          uuid[] NOT NULL,  -- the records that merges in force make one case, this one included
      survivor         uuid,             -- the one that stands for all; NULL where merges go round in a circle
      merge            uuid,             -- event by which this record is merged into another
      sharing_stopped  boolean NOT NULL, -- in any of her records she objected to sharing, or processing is restricted
      registered_on    date NOT NULL,
      out_of_perimeter boolean NOT NULL,
      given_name       text,
      family_name      text,
      birth_name       text,
      birth_date       date,
      sex              text NOT NULL,
      phone            text,
      email            text,
      other_contact    text,
      address          jsonb,
      qpv              text,             -- null outside any, 'unknown' where not known
      quartier         text,
      qpv_evidence     text NOT NULL,
      standing         jsonb NOT NULL    -- notices, objections, restrictions without their reasons
    );
    ALTER TABLE ${table} ${PERSONAL.map((column) => `ALTER ${column} SET STATISTICS 0`).join(', ')};
    GRANT SELECT (person, viewers, members, survivor, sharing_stopped, birth_date) ON ${table} TO jalons_search;
    ${opened(table, COLUMNS, oneOfMine('viewers'), elevated('person'))}`,
};

const DETAIL_COLUMNS = ['person', 'part', 'readers', 'referents', 'criteria', 'reasons'];

/**
 * Her answers to criteria and the reasons of restrictions. What may tell of health, disability, justice or child
 * protection is for the structure that recorded it and for the referent (security.md § 1), in a row of its own: whoever
 * may not read it cannot tell it from nothing. The rest is for the structures that follow her, not for who has yet to
 * meet her.
 */
export const personDetails: ReadTable = {
  name: 'person_details',
  primaryKey: ['person', 'part'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person    uuid NOT NULL,
      part      integer NOT NULL,
      readers   uuid[] NOT NULL,  -- structures
      referents uuid[] NOT NULL,  -- professionals
      criteria  jsonb NOT NULL,   -- the last answer to each
      reasons   jsonb NOT NULL,   -- of restrictions, by entry
      PRIMARY KEY (person, part)
    );
    ALTER TABLE ${table} ALTER criteria SET STATISTICS 0, ALTER reasons SET STATISTICS 0;
    ${opened(
      table,
      DETAIL_COLUMNS,
      oneOfMine('readers'),
      '(SELECT auth.my_professional()) = ANY (referents)',
      elevated('person'),
    )}`,
};

/** What was said of her identity, to fold her again when an entry is voided; without a policy, the api sees none. */
export const personEntries: ReadTable = {
  name: 'person_entries',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id uuid PRIMARY KEY,
      person   uuid NOT NULL,
      other    uuid,             -- another person whom the entry names
      revision integer NOT NULL,
      event    jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER event SET STATISTICS 0;
    CREATE INDEX ON ${table} (person, revision);
    CREATE INDEX ON ${table} (other) WHERE other IS NOT NULL;`,
};
