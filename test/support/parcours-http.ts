import { beneficiaryEvents } from '@jalons/beneficiaries';
import { createPool, ScopedDatabase, type ConnectionUrls } from '@jalons/database';
import { createHttpApp, createLogger, HealthController } from '@jalons/http';
import { IdentityModule, professionalEvents } from '@jalons/identity';
import { loadNomenclatures, type Instant, type NomenclatureCatalogue } from '@jalons/kernel';
import { parcoursEvents, ParcoursModule, type ParcoursOptions } from '@jalons/parcours';
import { PostgresAccessJournal } from '@jalons/privacy';
import { serviceEvents, structureEvents, territoryEvents } from '@jalons/territory';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openStore, type OpenedStore } from './event-store.js';

/** One process of the installation that opens parcours and records their steps. */
export interface ParcoursApp {
  readonly app: NestFastifyApplication;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

/** The day of every test over this application: noon in Paris. */
export const NOW = Date.parse('2026-11-24T11:00:00Z');

/** The event types that its streams hold. */
export const PARCOURS_DEFINITIONS = [
  ...professionalEvents,
  ...territoryEvents,
  ...structureEvents,
  ...serviceEvents,
  ...beneficiaryEvents,
  ...parcoursEvents,
];

/** What the modules of the application are composed of. */
export interface ParcoursAppParts extends ParcoursOptions {
  readonly codes: NomenclatureCatalogue;
  readonly zone: string;
}

/**
 * Wires the application as the product does, under the api's role, on a database that the caller made; its clock stands.
 * @param beside modules that it has besides those of identities and parcours
 */
export async function openParcoursApp(
  urls: ConnectionUrls,
  secretsFolder: string,
  now: Instant = NOW,
  beside: (parts: ParcoursAppParts) => readonly DynamicModule[] = () => [],
): Promise<ParcoursApp> {
  const store = await openStore({ urls, secretsFolder, definitions: PARCOURS_DEFINITIONS, role: 'api' });
  const pool = createPool(urls.api, { name: 'spec', max: 4, pipeline: true });
  const { idSecret, runner } = store;
  const database = new ScopedDatabase(pool);
  const clock = { now: () => now };
  const journal = new PostgresAccessJournal(pool);
  const options = { database, store: store.store, runner, idSecret, codes: loadNomenclatures(), clock, journal };
  const modules = [ParcoursModule.forRoot(options), ...beside({ ...options, zone: 'Europe/Paris' })];
  @Module({
    imports: [IdentityModule.forRoot({ database, idSecret }), ...modules],
    controllers: [HealthController],
  })
  class SpecModule {}
  const app = await createHttpApp(SpecModule, {
    logger: createLogger({ level: 'silent' }),
    idSecret,
    version: '0.0.0',
  });
  await app.init();
  return {
    app,
    store,
    close: async () => {
      await app.close();
      await Promise.all([store.close(), pool.end()]);
    },
  };
}
