import type { ReadTable } from '@jalons/projections';
import { elevated, oneOfMine, opened } from '../fold/readers.js';

/**
 * One document per parcours: its entries in the order of the stream, without what only a few may see; of voided ones
 * only that they were. Read by the structures that take part (security.md § 1): one row by its key costs less than a row per entry.
 */
export const timelines: ReadTable = {
  name: 'parcours_timelines',
  primaryKey: ['parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours    uuid PRIMARY KEY,
      beneficiary uuid NOT NULL,
      territory   uuid,             -- of the opening
      viewers     uuid[] NOT NULL,  -- structures that take part, or received the person
      revision    integer NOT NULL,
      position    text COLLATE "C" NOT NULL,
      entries     jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER entries SET STATISTICS 0;
    CREATE INDEX ON ${table} (beneficiary);
    ${opened(
      table,
      ['parcours', 'beneficiary', 'territory', 'viewers', 'revision', 'position', 'entries'],
      oneOfMine('viewers'),
      elevated('beneficiary'),
    )}`,
};

/**
 * What an entry says of health or justice, and the sheet of an orientation: for the structures named, and for the
 * referent, alone.
 */
export const details: ReadTable = {
  name: 'parcours_details',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id    uuid PRIMARY KEY,
      parcours    uuid NOT NULL,
      beneficiary uuid NOT NULL,
      readers     uuid[] NOT NULL,  -- structures
      receiver    uuid,             -- the one of them that has yet to meet the person; not while sharing is stopped
      referent    uuid,             -- professional
      hidden      jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER hidden SET STATISTICS 0;
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (beneficiary) WHERE receiver IS NOT NULL;
    ${opened(
      table,
      ['event_id', 'parcours', 'beneficiary', 'readers', 'referent', 'hidden'],
      oneOfMine('readers'),
      'referent = (SELECT auth.my_professional())',
      elevated('beneficiary'),
    )}`,
};

/**
 * What voided entries said, to fold them again should the void itself be voided. Rectified values are no longer readable
 * (security.md § 3): without a policy, the api sees none.
 */
export const withheld: ReadTable = {
  name: 'parcours_withheld',
  primaryKey: ['event_id'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      event_id    uuid PRIMARY KEY,
      parcours    uuid NOT NULL,
      beneficiary uuid NOT NULL,
      hidden      jsonb NOT NULL
    );
    ALTER TABLE ${table} ALTER hidden SET STATISTICS 0;
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);`,
};
