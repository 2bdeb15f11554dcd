import type { ReadTable } from '@jalons/projections';
import { coordinated, elevated, mine, oneOfMine, opened } from '../fold/readers.js';

const COLUMNS = [
  ...['orientation', 'proposal', 'parcours', 'beneficiary', 'territory', 'position', 'viewers'],
  ...['from_structure', 'to_structure', 'scheme', 'person_agreed', 'transfers_referent'],
  ...['proposed_on', 'accepted_on', 'started_on', 'ended_on', 'ending', 'unended', 'pending'],
];

/** Whoever lists orientations walks those that wait, or the others, by the day of the proposal; and what « wait » is. */
export const LISTED_BY = { from_structure: 'unended', to_structure: 'pending', territory: 'unended' } as const;

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
      proposal           uuid NOT NULL,     -- the one in force, whose sheet is read
      parcours           uuid NOT NULL,
      beneficiary        uuid NOT NULL,
      territory          uuid,
      position           text COLLATE "C" NOT NULL,  -- of the last event that changed what is shown of it
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
      unended            boolean NOT NULL,  -- neither started nor ended
      pending            boolean NOT NULL   -- and the parcours not exited: its receiver has to answer or to start it
    );
    CREATE INDEX ON ${table} (parcours);
    CREATE INDEX ON ${table} (beneficiary);
    CREATE INDEX ON ${table} (position);
    CREATE INDEX ON ${table} (proposed_on, orientation) WHERE unended AND NOT pending;
    ${Object.entries(LISTED_BY)
      .map(([owner, waits]) => `CREATE INDEX ON ${table} (${owner}, ${waits}, proposed_on, orientation);`)
      .join('\n    ')}
    ${opened(
      table,
      COLUMNS,
      oneOfMine('viewers'),
      `person_agreed AND ${mine('to_structure')}`,
      coordinated('territory'),
      elevated('beneficiary'),
    )}`,
};
