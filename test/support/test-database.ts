import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onDatabase, restrictDatabase, type ConnectionUrls } from '@jalons/database';

export interface TestDatabase {
  readonly urls: ConnectionUrls;
  /** Ends every connection and removes the database. */
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own, cloned from the template of this run (see global-setup.ts). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = templateUrls();
  const name = `jalons_${randomBytes(6).toString('hex')}`;
  await asAdmin(template.admin, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName(template)} OWNER jalons_owner`);
    await restrictDatabase(client, name);
  });
  const urls = Object.fromEntries(
    Object.entries(template).map(([role, url]: [string, string]) => [role, onDatabase(url, name)]),
  ) as unknown as ConnectionUrls;
  return {
    urls,
    drop: () => asAdmin(template.admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

function templateUrls(): ConnectionUrls {
  const urls = process.env.JALONS_TEST_URLS;
  if (urls === undefined) {
    throw new Error(
      `no test database in this run: ${process.env.JALONS_TEST_DATABASE_ERROR ?? 'globalSetup did not run'}`,
    );
  }
  return JSON.parse(urls) as ConnectionUrls;
}

function templateName(urls: ConnectionUrls): string {
  return new URL(urls.admin).pathname.slice(1);
}

async function asAdmin(adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(adminUrl, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
