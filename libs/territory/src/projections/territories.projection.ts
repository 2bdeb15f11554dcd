import type { Projection, ReadTable } from '@jalons/projections';
import type { TerritoryEvent } from '../territory/territory.events.js';
import { territoryLife, territoryState } from '../territory/territory.state.js';
import { keptEntries, touchedStreams } from './kept-entries.js';
import { SIGNED_IN } from './readers.js';

/** Every territory with its parameters, for whoever is signed in. */
const territories: ReadTable = {
  name: 'territories',
  primaryKey: ['territory'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      territory  uuid PRIMARY KEY,
      name       text NOT NULL,
      zone       text NOT NULL,
      founded_on date NOT NULL,
      settings   jsonb NOT NULL
    );
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${SIGNED_IN});`,
};

/** The QPV of each territory, by period. */
const perimeter: ReadTable = {
  name: 'territory_perimeter',
  primaryKey: ['extension'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      extension  uuid PRIMARY KEY,
      territory  uuid NOT NULL,
      qpv        text COLLATE "C" NOT NULL,
      held_from  date NOT NULL,
      held_until date               -- first day outside
    );
    CREATE INDEX ON ${table} (territory);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${SIGNED_IN});`,
};

/** Territories, their dated perimeter and their parameters. */
export const territoriesProjection: Projection = {
  name: 'territories',
  version: 1,
  tables: [territories, perimeter, keptEntries('territory_entries')],
  handles: new Set([
    'TerritoryFounded',
    'PerimeterExtended',
    'PerimeterReduced',
    'TerritorySettingsChanged',
    'EntryVoided',
  ]),
  async apply(batch, sql) {
    const touched = await touchedStreams<TerritoryEvent>(batch, sql, {
      category: 'territory',
      table: 'territory_entries',
    });
    if (touched.size === 0) return;
    const states = [...touched].map(
      ([territory, events]) => ({ territory, ...territoryState(territoryLife(events).steps) }) as const,
    );
    for (const table of ['territories', 'territory_perimeter']) {
      await sql.query(`DELETE FROM ${sql.table(table)} WHERE territory = ANY ($1::uuid[])`, [[...touched.keys()]]);
    }
    const founded = states.filter(({ foundedOn }) => foundedOn !== null);
    await sql.upsert(
      'territories',
      founded.map(({ territory, name, zone, foundedOn, settings }) => ({
        ...{ territory, name, zone, founded_on: foundedOn, settings },
      })),
    );
    await sql.upsert(
      'territory_perimeter',
      founded.flatMap(({ territory, perimeter: entries }) =>
        entries.map(({ id, qpv, from, to }) => ({
          ...{ extension: id, territory, qpv, held_from: from, held_until: to },
        })),
      ),
    );
  },
};
