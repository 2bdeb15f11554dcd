import type { ReadTable } from '@jalons/projections';
import { coordinatedOneOf, elevated, oneOfMine, opened } from '../fold/readers.js';

/**
 * Every merge that was ever told, in force or not: records that were one are folded together again whenever one of them
 * changes. Without a policy, the api sees none; what stands is in persons.
 */
export const personMerges: ReadTable = {
  name: 'person_merges',
  primaryKey: ['merge'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      merge       uuid PRIMARY KEY,
      person      uuid NOT NULL,  -- the record absorbed
      into_person uuid NOT NULL,
      in_force    boolean NOT NULL
    );
    CREATE INDEX ON ${table} (person);
    CREATE INDEX ON ${table} (into_person);`,
};

/**
 * Pairs of records that may be one person, until they are merged or the suspicion is voided: ids and no identity, which a
 * coordinator reads over the territory like the rest of the process.
 */
export const duplicates: ReadTable = {
  name: 'duplicates',
  primaryKey: ['suspicion'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      suspicion    uuid PRIMARY KEY,
      person       uuid NOT NULL,
      other        uuid NOT NULL,
      because      text COLLATE "C" NOT NULL,
      suspected_on date NOT NULL,
      suspected_by uuid,             -- the structure that said so, which says that it was wrong; null of a coordinator
      viewers      uuid[] NOT NULL,  -- structures that may see one of the two
      territories  uuid[] NOT NULL   -- where one of the two was registered or has a parcours
    );
    CREATE INDEX ON ${table} (person);
    CREATE INDEX ON ${table} (other);
    CREATE INDEX ON ${table} (suspected_on, suspicion);
    ${opened(
      table,
      ['suspicion', 'person', 'other', 'because', 'suspected_on', 'suspected_by', 'viewers', 'territories'],
      oneOfMine('viewers'),
      coordinatedOneOf('territories'),
      elevated('person'),
    )}`,
};
