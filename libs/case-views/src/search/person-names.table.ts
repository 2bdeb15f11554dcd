import type { PersonIdentity } from '@jalons/beneficiaries';
import { keysOfName, type Uuid } from '@jalons/kernel';
import type { ReadTable, Row } from '@jalons/projections';

/**
 * The keys by which each person is found. Without a policy, the api sees none: the functions of migration 0060 look here
 * first, and give of what they find only what the reader may see, or whom to call.
 */
export const personNames: ReadTable = {
  name: 'person_names',
  primaryKey: ['person'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person      uuid PRIMARY KEY,
      given_keys  text[] COLLATE "C" NOT NULL,
      family_keys text[] COLLATE "C" NOT NULL  -- of the birth name too
    );
    ALTER TABLE ${table} ALTER given_keys SET STATISTICS 0, ALTER family_keys SET STATISTICS 0;
    CREATE INDEX ON ${table} USING gin (given_keys, family_keys);
    GRANT SELECT ON ${table} TO jalons_search;`,
};

export function nameRow(person: Uuid, { givenName, familyName, birthName }: PersonIdentity): Row {
  return {
    person,
    given_keys: keysOfName(givenName ?? ''),
    family_keys: [...new Set([...keysOfName(familyName ?? ''), ...keysOfName(birthName ?? '')])].toSorted(),
  };
}
