import type { ReadTable } from '@jalons/projections';
import { mine, opened } from '../fold/readers.js';

/**
 * People whom a structure has still to inform (RGPD): at collection where it registered her itself (art. 13), within one
 * month where it learnt of her from an import or an orientation (art. 14).
 */
export const noticesDue: ReadTable = {
  name: 'notices_due',
  primaryKey: ['person', 'structure'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      person    uuid NOT NULL,
      structure uuid NOT NULL,
      article   integer NOT NULL,
      since     date NOT NULL,
      due_on    date NOT NULL,
      PRIMARY KEY (person, structure)
    );
    CREATE INDEX ON ${table} (structure, due_on, person);
    ${opened(table, ['person', 'structure', 'article', 'since', 'due_on'], mine('structure'))}`,
};
