import type { NomenclatureCatalogue, Uuid } from '@jalons/kernel';
import type { Projection, ReadTable, Row } from '@jalons/projections';
import type { StructureEvent } from '../structure/structure.events.js';
import { structureLife, structureState, type StructureState } from '../structure/structure.state.js';
import { keptEntries, touchedStreams } from './kept-entries.js';
import { SIGNED_IN } from './readers.js';

/** Every structure, for whoever is signed in: nothing here says what it is. */
const structures: ReadTable = {
  name: 'structures',
  primaryKey: ['structure'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      structure     uuid PRIMARY KEY,
      registered_on date NOT NULL
    );
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${SIGNED_IN});`,
};

/**
 * What each structure is called and what it is, by period. The name of a structure of a sensitive kind tells as much as
 * its kind, and its SIRET leads to both: outside its members and the admins who register it, none of them is seen
 * (security.md § 1). A clause of the row alone, as names are read by every page; read.named_structures says the same of
 * all structures at once (migration 0117).
 */
const names: ReadTable = {
  name: 'structure_names',
  primaryKey: ['structure', 'held_from'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      structure  uuid NOT NULL,
      held_from  date NOT NULL,
      held_until date,              -- first day under another name
      name       text NOT NULL,
      kind       text COLLATE "C" NOT NULL,
      siret      text COLLATE "C",
      sensitive  boolean NOT NULL,
      PRIMARY KEY (structure, held_from)
    );
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY owner_reads ON ${table} FOR SELECT TO jalons_owner USING (true);  -- for read.named_structures
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      ${SIGNED_IN} AND NOT sensitive
      OR structure = ANY ((SELECT auth.my_structures())::uuid[])
      OR (SELECT 'admin' = ANY (auth.my_roles())));`,
};

/** Seats on the comité technique local: which structures log steps on which days. */
const seats: ReadTable = {
  name: 'structure_seats',
  primaryKey: ['seat'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      seat       uuid PRIMARY KEY,
      structure  uuid NOT NULL,
      territory  uuid NOT NULL,
      held_from  date NOT NULL,
      held_until date               -- first day without it
    );
    CREATE INDEX ON ${table} (structure);
    CREATE INDEX ON ${table} (territory);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${SIGNED_IN});`,
};

/**
 * The directory of structures, their dated names and seats. `catalogue` says which kinds are sensitive; one that it does
 * not know is taken for sensitive.
 */
export function structuresProjection(catalogue: NomenclatureCatalogue): Projection {
  const isSensitive = (kind: string) => catalogue.entry('structure-kinds', kind)?.extra.sensitive !== 'no';
  return {
    name: 'structures',
    version: 3,
    tables: [structures, names, seats, keptEntries('structure_entries')],
    handles: new Set(['StructureRegistered', 'StructureRenamed', 'SeatGranted', 'SeatEnded', 'EntryVoided']),
    async apply(batch, sql) {
      const touched = await touchedStreams<StructureEvent>(batch, sql, {
        category: 'structure',
        table: 'structure_entries',
      });
      if (touched.size === 0) return;
      const states = [...touched].map(([id, events]) => [id, structureState(structureLife(events).inForce)] as const);
      for (const table of ['structures', 'structure_names', 'structure_seats']) {
        await sql.query(`DELETE FROM ${sql.table(table)} WHERE structure = ANY ($1::uuid[])`, [[...touched.keys()]]);
      }
      await sql.upsert('structures', states.flatMap(structureRow));
      await sql.upsert(
        'structure_names',
        states.flatMap(([id, state]) => nameRows(id, state, isSensitive)),
      );
      await sql.upsert('structure_seats', states.flatMap(seatRows));
    },
  };
}

type Folded = readonly [Uuid, StructureState];

function structureRow([structure, { registeredOn }]: Folded): Row[] {
  return registeredOn === null ? [] : [{ structure, registered_on: registeredOn }];
}

/** One row per day on which the name changes; of two names from the same day, the last recorded. */
function nameRows(
  structure: Uuid,
  { registeredOn, kind, siret, names: dated }: StructureState,
  isSensitive: (kind: string) => boolean,
): Row[] {
  if (registeredOn === null || kind === null) return [];
  const byDay = [...new Map(dated.map(({ name, from }) => [from, name]))];
  return byDay.map(([from, name], index) => ({
    ...{ structure, held_from: from, held_until: byDay[index + 1]?.[0] ?? null },
    ...{ name, kind, siret, sensitive: isSensitive(kind) },
  }));
}

function seatRows([structure, { registeredOn, seats: held }]: Folded): Row[] {
  if (registeredOn === null) return [];
  return held.map(({ id, territory, from, to }) => ({
    seat: id,
    ...{ structure, territory, held_from: from, held_until: to },
  }));
}
