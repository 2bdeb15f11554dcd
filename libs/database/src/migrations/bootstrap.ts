import pg from 'pg';
import { LOGIN_ROLES, onDatabase, type LoginRole, type RolePasswords } from '../connections/connection-urls.js';
import { scramVerifier } from './scram.js';

/** Owns the name search alone (architecture.md § 3.9): bypasses row-level security, never signs in. */
export const SEARCH_ROLE = 'jalons_search';

export interface BootstrapOptions {
  readonly passwords: RolePasswords;
  /** Database to create when absent; `jalons` by default. */
  readonly database?: string;
}

/**
 * Settings of each role. A worker that falls silent inside a transaction loses it after 5 s, half the projection
 * lease of 10 s, so that another one takes over within 10 s. Owner and command line run long statements (rebuild,
 * import), never long silences.
 */
const ROLE_SETTINGS: Readonly<Record<LoginRole, Readonly<Record<string, string>>>> = {
  owner: { idle_in_transaction_session_timeout: '60s', lock_timeout: '10s' },
  api: { idle_in_transaction_session_timeout: '5s', statement_timeout: '15s', lock_timeout: '5s' },
  worker: { idle_in_transaction_session_timeout: '5s', lock_timeout: '5s' },
  cli: { idle_in_transaction_session_timeout: '60s', lock_timeout: '10s' },
};

/** Our roles inherit nothing by default. */
const WIPING = [
  `GRANT pg_checkpoint TO ${LOGIN_ROLES.owner} WITH INHERIT TRUE`,
  `GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO ${LOGIN_ROLES.owner}`,
];
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Creates, under the superuser, what migrations cannot: roles, the database and its owner. Idempotent: run at each
 * start, it also brings passwords and settings in line. Migrations then run as `jalons_owner`.
 */
export async function bootstrap(adminUrl: string, options: BootstrapOptions): Promise<void> {
  const database = options.database ?? 'jalons';
  const client = new pg.Client({ connectionString: onDatabase(adminUrl, 'postgres') });
  await client.connect();
  try {
    // Two starts at once would race between "is it there?" and CREATE; the lock is the server's, not the database's.
    await client.query(`SELECT pg_advisory_lock(hashtext('jalons.bootstrap'))`);
    for (const role of Object.keys(LOGIN_ROLES) as LoginRole[]) {
      await ensureRole(client, LOGIN_ROLES[role], 'LOGIN NOBYPASSRLS');
      await client.query(
        `ALTER ROLE ${LOGIN_ROLES[role]} PASSWORD ${client.escapeLiteral(scramVerifier(options.passwords[role]))}`,
      );
      for (const [name, value] of Object.entries(ROLE_SETTINGS[role])) {
        await client.query(`ALTER ROLE ${LOGIN_ROLES[role]} SET ${name} = ${client.escapeLiteral(value)}`);
      }
    }
    await ensureRole(client, SEARCH_ROLE, 'NOLOGIN BYPASSRLS');
    await client.query(`GRANT ${SEARCH_ROLE} TO ${LOGIN_ROLES.owner} WITH INHERIT FALSE, SET TRUE`);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${LOGIN_ROLES.owner}`);
    }
    await restrictDatabase(client, database);
  } finally {
    await client.end();
  }
  await allowWiping(onDatabase(adminUrl, database));
}

/**
 * Lets the owner wipe erased rows out of the write-ahead log (security.md § 3). A managed server may refuse both: an
 * erasure then says what remains.
 */
async function allowWiping(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const right of WIPING) {
      await client.query(right).catch((error: { readonly code?: string }) => {
        if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
      });
    }
  } finally {
    await client.end();
  }
}

/** Only the named roles connect, and none but the owner makes temporary tables. A clone does not inherit this. */
export async function restrictDatabase(client: pg.ClientBase, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${Object.values(LOGIN_ROLES).join(', ')}`);
}

async function ensureRole(client: pg.ClientBase, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${name} WITH ${attributes} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT`,
  );
}
