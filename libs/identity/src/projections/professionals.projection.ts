import type { StoredEvent } from '@jalons/event-log';
import type { Projection, ReadTable, Row } from '@jalons/projections';
import type { ProfessionalIdentityChanged, ProfessionalRegistered } from '../professional/professional.events.js';

type Named = ProfessionalRegistered | ProfessionalIdentityChanged;

/**
 * Names of professionals, for whoever is signed in: a timeline says who did what. Their contacts are read through
 * read.contacts_of alone (migration 0117): an address tells where somebody works.
 */
const professionals: ReadTable = {
  name: 'professionals',
  primaryKey: ['professional'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      professional uuid PRIMARY KEY,
      given_name   text NOT NULL,
      family_name  text NOT NULL,
      email        text,
      phone        text
    );
    ALTER TABLE ${table}
      ALTER given_name SET STATISTICS 0, ALTER family_name SET STATISTICS 0,
      ALTER email SET STATISTICS 0, ALTER phone SET STATISTICS 0;
    GRANT SELECT (professional, given_name, family_name) ON ${table} TO jalons_api;
    CREATE POLICY owner_reads ON ${table} FOR SELECT TO jalons_owner USING (true);
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING ((SELECT auth.my_professional()) IS NOT NULL);`,
};

/** The current name of each professional whose key exists. */
export const professionalsProjection: Projection = {
  name: 'professionals',
  version: 2,
  tables: [professionals],
  handles: new Set(['ProfessionalRegistered', 'ProfessionalIdentityChanged']),
  async apply(batch, sql) {
    const last = new Map(batch.map((event) => [event.stream, event as StoredEvent<Named>]));
    await sql.upsert('professionals', [...last.values()].map(rowOf));
  },
};

function rowOf({ stream, data: { givenName, familyName, email, phone } }: StoredEvent<Named>): Row {
  return {
    professional: stream.slice('professional-'.length),
    given_name: givenName,
    family_name: familyName,
    email: email ?? null,
    phone: phone ?? null,
  };
}
