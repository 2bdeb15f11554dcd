import type { ReadTable } from '@jalons/projections';
import { coordinated, elevated, mine, oneOfMine, opened } from '../fold/readers.js';
import { FILTERED_COLUMN_NAMES, FILTERED_COLUMNS, listIndexes } from './case-filters.js';

const CASE_COLUMNS = [
  ...['parcours', 'beneficiary', 'territory', 'position', 'viewers', 'receivers', 'structures', 'opened_by'],
  ...['entry_channel', 'exited_on', 'referent_structure', 'referent_since', 'last_contact_on'],
  ...['to_reconcile', 'supports', 'concurrent', 'head', 'told'],
  ...FILTERED_COLUMN_NAMES,
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
      position                text COLLATE "C" NOT NULL,  -- of the last event that changed what is shown of it
      viewers                 uuid[] NOT NULL,  -- structures that take part, or received the person
      receivers               uuid[] NOT NULL,  -- structures with an orientation to answer or to start
      structures              uuid[] NOT NULL,  -- structures that take part today, first come first
      opened_by               uuid NOT NULL,
      entry_channel           text COLLATE "C" NOT NULL,
      exited_on               date,
      referent_structure      uuid,
      referent_since          date,
      last_contact_on         date,
      to_reconcile            boolean NOT NULL, -- the person has another open parcours in the territory
      supports                jsonb NOT NULL,   -- kinds of support that structures give today
      concurrent              jsonb,            -- the same global support by several structures: kind, structures, since
      head                    text NOT NULL,    -- JSON: what a list needs to know of it (CaseHead)
      told                    text NOT NULL,    -- JSON: what a list tells of it (CaseTold)${FILTERED_COLUMNS}
    );
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (position);
    CREATE INDEX ON ${table} (territory, parcours) WHERE concurrent IS NOT NULL;
    CREATE INDEX ON ${table} (referent, exited, due_on, parcours);
    ${listIndexes(table, 'territory')}
    GRANT SELECT (${CONTACT_COLUMNS.join(', ')}) ON ${table} TO jalons_search;
    ${opened(table, CASE_COLUMNS, oneOfMine('viewers'), coordinated('territory'), elevated('beneficiary'))}`,
};

const VIEWER_COLUMNS = ['structure', 'parcours', 'beneficiary', 'head', 'told', ...FILTERED_COLUMN_NAMES];

/**
 * The file active of each structure: one row per case it may see, with all that a list tells of it, so that a page is
 * one walk of an index.
 */
export const viewers: ReadTable = {
  name: 'case_viewers',
  primaryKey: ['structure', 'parcours'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      structure               uuid NOT NULL,
      parcours                uuid NOT NULL,
      beneficiary             uuid NOT NULL,
      head                    text NOT NULL,    -- JSON, with her given name and an initial (CaseHeadNamed)
      told                    text NOT NULL,${FILTERED_COLUMNS},
      PRIMARY KEY (structure, parcours)
    );
    ALTER TABLE ${table} ALTER head SET STATISTICS 0, ALTER told SET STATISTICS 0;
    ${listIndexes(table, 'structure')}
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);
    ${opened(table, VIEWER_COLUMNS, mine('structure'))}`,
};
