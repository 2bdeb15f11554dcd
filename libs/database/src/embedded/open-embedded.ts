import type { ConnectionUrls } from '../connections/connection-urls.js';
import { bootstrap } from '../migrations/bootstrap.js';
import { migrate, type AppliedMigrations } from '../migrations/migrate.js';
import { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';

export interface EmbeddedDatabase {
  readonly server: EmbeddedPostgres;
  readonly urls: ConnectionUrls;
  readonly migrations: AppliedMigrations;
}

/** The embedded database ready for use: server started, roles in line, schema up to date. */
export async function openEmbeddedDatabase(options: EmbeddedPostgresOptions): Promise<EmbeddedDatabase> {
  const server = await EmbeddedPostgres.start(options);
  try {
    const urls = server.urls();
    await bootstrap(urls.admin, { passwords: server.passwords });
    return { server, urls, migrations: await migrate(urls.owner) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
