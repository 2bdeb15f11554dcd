import { foldedWords, type NomenclatureCatalogue, type Uuid } from '@jalons/kernel';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import type { Projection, ReadTable, Row } from '@jalons/projections';
import { keptEntries, touchedStreams } from '../projections/kept-entries.js';
import type { Service, ServiceEvent } from './service.events.js';
import { serviceState } from './service.state.js';

/**
 * The directory, for whoever is signed in: to make common law visible is what it is for (convention, art. 2). What a
 * structure of a sensitive kind offers tells its name, and is seen where that may be known; what the coordination listed
 * for one, by the coordination of the territory too, which keeps it.
 */
const services: ReadTable = {
  name: 'services',
  primaryKey: ['service'],
  ddl: (table) => `
    CREATE TABLE ${table} (
      service      uuid PRIMARY KEY,
      structure    uuid NOT NULL,
      territory    uuid,              -- where it was listed; null where that was not said
      coordinated  boolean NOT NULL,  -- listed by the coordination of that territory, in no structure's name
      name         text NOT NULL,
      scheme       text COLLATE "C",
      common_law   boolean NOT NULL,
      topics       text[] COLLATE "C" NOT NULL,
      publics      text[] COLLATE "C" NOT NULL,
      words        text NOT NULL,     -- folded, parted by spaces: what a search looks in
      listed_on    date NOT NULL,
      confirmed_on date NOT NULL,
      withdrawn_on date,
      described    jsonb NOT NULL
    );
    CREATE INDEX ON ${table} (structure);
    GRANT SELECT ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (
      structure = ANY ((SELECT read.named_structures())::uuid[])
      OR coordinated AND territory = ANY ((SELECT auth.my_territories())::uuid[]));`,
};

/** The directory of services; `catalogue` gives the labels and aliases by which they are found. */
export function servicesProjection(catalogue: NomenclatureCatalogue): Projection {
  return {
    name: 'services',
    version: 3,
    tables: [services, keptEntries('service_entries'), listedWhere],
    handles: new Set(['ServiceListed', 'ServiceUpdated', 'ServiceConfirmed', 'ServiceWithdrawn', 'EntryVoided']),
    async apply(batch, sql) {
      const touched = await touchedStreams<ServiceEvent>(batch, sql, { category: 'service', table: 'service_entries' });
      if (touched.size === 0) return;
      const ids = [...touched.keys()];
      await sql.upsert('service_territories', batch.flatMap(territoryRow));
      const { rows } = await sql.query<ListedWhere>(
        `SELECT service, territory, coordinated FROM ${sql.table('service_territories')} WHERE service = ANY ($1::uuid[])`,
        [ids],
      );
      const territories = new Map(rows.map((row) => [row.service, row]));
      await sql.query(`DELETE FROM ${sql.table('services')} WHERE service = ANY ($1::uuid[])`, [ids]);
      await sql.upsert(
        'services',
        [...touched].flatMap(([id, events]) => serviceRow(id, events, territories.get(id), catalogue)),
      );
    },
  };
}

/** Where each service was listed; without a policy, the api sees none. */
const listedWhere: ReadTable = {
  name: 'service_territories',
  primaryKey: ['service'],
  ddl: (table) => `
    CREATE TABLE ${table} (service uuid PRIMARY KEY, territory uuid NOT NULL, coordinated boolean NOT NULL);`,
};

interface ListedWhere {
  readonly service: Uuid;
  readonly territory: Uuid;
  readonly coordinated: boolean;
}

function territoryRow({ type, stream, territory, structure }: StoredEvent): readonly Row[] {
  if (type !== 'ServiceListed' || territory === undefined) return [];
  return [{ service: stream.slice(stream.indexOf('-') + 1), territory, coordinated: structure === undefined }];
}

function serviceRow(
  id: Uuid,
  events: readonly LifeEvent<ServiceEvent>[],
  listed: ListedWhere | undefined,
  catalogue: NomenclatureCatalogue,
): readonly Row[] {
  const { service, listedOn, confirmedOn, withdrawnOn } = serviceState(events);
  if (service === null) return [];
  return [
    {
      ...{ service: id, structure: service.structure, name: service.name },
      ...{ territory: listed?.territory ?? null, coordinated: listed?.coordinated ?? false },
      ...{ scheme: service.scheme ?? null, common_law: service.commonLaw },
      ...{ topics: service.topics, publics: service.publics, words: wordsOf(service, catalogue) },
      ...{ listed_on: listedOn, confirmed_on: confirmedOn, withdrawn_on: withdrawnOn, described: service },
    },
  ];
}

/** Name, scheme with its aliases, type and topics as French labels say them; each word between two spaces. */
function wordsOf({ name, scheme, type, topics }: Service, catalogue: NomenclatureCatalogue): string {
  const schemeEntry = scheme === undefined ? null : catalogue.entry('schemes', scheme);
  const typeEntry = type === undefined ? null : catalogue.entry('service-types', type);
  const labels = topics.map(
    (topic) => (catalogue.entry('needs', topic) ?? catalogue.entry('barriers', topic))?.labelFr ?? '',
  );
  const said = [name, schemeEntry?.labelFr ?? '', schemeEntry?.extra['aliases'] ?? '', typeEntry?.labelFr ?? ''];
  return ` ${[...said, ...labels].flatMap(foldedWords).join(' ')} `;
}
