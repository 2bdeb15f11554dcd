import type { ReadTable } from '@jalons/projections';
import { coordinated, elevated, mine, oneOfMine, opened } from '../fold/readers.js';

const CASE_COLUMNS = [
  ...['parcours', 'beneficiary', 'territory', 'viewers', 'receivers', 'structures', 'opened_by', 'entry_channel'],
  ...['opened_on', 'exited', 'exited_on', 'referent', 'referent_structure', 'referent_since'],
  ...['last_contact_on', 'due_on', 'pending_since', 'entry_situation_missing', 'six_month_due_on', 'phases'],
];

/** Whom to call about a person: what the name search may read. */
const CONTACT_COLUMNS = [
  ...['parcours', 'beneficiary', 'structures', 'opened_by', 'opened_on', 'exited', 'referent', 'referent_structure'],
];

/**
 * Where each parcours stands. Ids, codes and days, and no identity: a coordinator reads it by case number, over the
 * territory.
 */
export const cases: ReadTable = {
  name: 'cases',
  primaryKey: ['parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      parcours                uuid PRIMARY KEY,
      beneficiary             uuid NOT NULL,
      territory               uuid,
      viewers                 uuid[] NOT NULL,  -- structures that take part, or received the person
      receivers               uuid[] NOT NULL,  -- structures with an orientation to answer or to start
      structures              uuid[] NOT NULL,  -- structures that take part today, first come first
      opened_by               uuid NOT NULL,
      entry_channel           text COLLATE "C" NOT NULL,
      opened_on               date NOT NULL,
      exited                  boolean NOT NULL,
      exited_on               date,
      referent                uuid,
      referent_structure      uuid,
      referent_since          date,
      last_contact_on         date,
      due_on                  date NOT NULL,    -- next action or appointment; 'infinity' where nothing is planned
      pending_since           date,             -- the oldest orientation neither started nor ended
      entry_situation_missing boolean NOT NULL,
      six_month_due_on        date,             -- while that situation is not recorded
      phases                  jsonb NOT NULL    -- the periods that the phase of a day is read from
    );
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (territory, exited, due_on, parcours);
    GRANT SELECT (${CONTACT_COLUMNS.join(', ')}) ON ${table} TO jalons_search;
    ${opened(table, CASE_COLUMNS, oneOfMine('viewers'), coordinated('territory'), elevated('beneficiary'))}`,
};

/** The file active of each structure: one row per case it may see, so that a page is one walk of an index. */
export const viewers: ReadTable = {
  name: 'case_viewers',
  primaryKey: ['structure', 'parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      structure   uuid NOT NULL,
      parcours    uuid NOT NULL,
      beneficiary uuid NOT NULL,
      exited      boolean NOT NULL,
      due_on      date NOT NULL,
      PRIMARY KEY (structure, parcours)
    );
    CREATE INDEX ON ${table} (structure, exited, due_on, parcours);
    CREATE INDEX ON ${table} (beneficiary);
    ${opened(table, ['structure', 'parcours', 'beneficiary', 'exited', 'due_on'], mine('structure'))}`,
};

const ORIENTATION_COLUMNS = [
  ...['orientation', 'parcours', 'beneficiary', 'territory', 'viewers', 'from_structure', 'to_structure', 'scheme'],
  ...[
    'person_agreed',
    'transfers_referent',
    'proposed_on',
    'accepted_on',
    'started_on',
    'ended_on',
    'ending',
    'pending',
  ],
];

/**
 * Orientations with the day of each of their steps, for who takes part in the parcours, who receives, and the
 * coordinator. What the sheet says is in parcours_details, for sender and receiver.
 */
export const orientations: ReadTable = {
  name: 'orientations',
  primaryKey: ['orientation'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      orientation        uuid PRIMARY KEY,  -- the proposal, or the first of its corrections
      parcours           uuid NOT NULL,
      beneficiary        uuid NOT NULL,
      territory          uuid,
      viewers            uuid[] NOT NULL,
      from_structure     uuid NOT NULL,
      to_structure       uuid NOT NULL,
      scheme             text COLLATE "C",
      person_agreed      boolean NOT NULL,
      transfers_referent boolean NOT NULL,
      proposed_on        date NOT NULL,
      accepted_on        date,
      started_on         date,
      ended_on           date,
      ending             text COLLATE "C",  -- type of the event that ended it
      pending            boolean NOT NULL
    );
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (to_structure, pending, proposed_on);
    ${opened(
      table,
      ORIENTATION_COLUMNS,
      oneOfMine('viewers'),
      `person_agreed AND ${mine('to_structure')}`,
      coordinated('territory'),
      elevated('beneficiary'),
    )}`,
};
