import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpApp, createLogger, type HttpAppOptions } from '@jalons/http';
import { loadNomenclatures } from '@jalons/kernel';
import { installProjections } from '@jalons/projections';
import { ApiModule, connectStorage, openApiEngine, projectionsOf, readConfiguration } from '@jalons/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface ProductApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** The data folder, with its secrets. */
  readonly folder: string;
  close(): Promise<void>;
}

/** The api of the product on a database of its own, its read models empty and fed by nobody; not listening. */
export async function openProductApi(options: Partial<HttpAppOptions> = {}): Promise<ProductApi> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-product-'));
  const database = await createTestDatabase();
  await installProjections(database.urls.owner, projectionsOf(loadNomenclatures()));
  const environment = { JALONS_DATA: folder, DATABASE_URL: database.urls.api };
  const engine = await openApiEngine(connectStorage(readConfiguration(environment), 'api'));
  const { idSecret } = engine;
  const logger = createLogger({ level: 'silent' });
  const app = await createHttpApp(ApiModule.of(engine), { logger, idSecret, version: '0.0.0', ...options });
  await app.init();
  return {
    app,
    database,
    folder,
    close: async () => {
      await app.close();
      await engine.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
