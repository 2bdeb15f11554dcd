import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@jalons/identity';
import { ROLES, SESSION_COOKIE, mandatesProjection, professionalsProjection } from '@jalons/identity';
import type { Projection } from '@jalons/projections';
import type pg from 'pg';

export interface TestSession {
  readonly professional: string;
  readonly structure: string;
  readonly territory: string;
  readonly token: string;
  /** Headers of a request made by our own pages under this session. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface TestMandate {
  readonly role: Role;
  readonly structure?: string;
  readonly territory?: string;
}

/** Makes the tables of the read models that scopes rest on, where no projection runner does. */
export async function createScopeTables(owner: pg.Client): Promise<void> {
  await createReadTables(owner, [mandatesProjection, professionalsProjection]);
}

/** Makes the tables of read models, under the policies that the engine would put on them. */
export async function createReadTables(owner: pg.Client, projections: readonly Projection[]): Promise<void> {
  for (const { name, ddl } of projections.flatMap(({ tables }) => tables)) {
    await owner.query(ddl(`read.${name}`));
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON read.${name} TO jalons_worker`);
    await owner.query(`CREATE POLICY engine_writes ON read.${name} TO jalons_worker USING (true) WITH CHECK (true)`);
    await owner.query(`ALTER TABLE read.${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await letOwnerWrite(owner, name);
  }
}

/** Lets a spec put rows into a read model that the worker alone may write. */
export async function letOwnerWrite(owner: pg.Client, table: string): Promise<void> {
  await owner.query(`CREATE POLICY spec_writes ON read.${table} TO jalons_owner USING (true) WITH CHECK (true)`);
}

/**
 * Opens a session for somebody new who holds these mandates today, by the owner's hand: tests of what a session may do
 * need no password.
 */
export async function signInAs(owner: pg.Client, ...mandates: TestMandate[]): Promise<TestSession> {
  const [professional, structure, territory] = [randomUUID(), randomUUID(), randomUUID()];
  const token = randomBytes(32).toString('base64url');
  for (const mandate of mandates) {
    await owner.query(
      `INSERT INTO read.mandates (mandate, professional, role, structure, territory, zone, held_from)
       VALUES ($1, $2, $3, $4, $5, 'Europe/Paris', '2020-01-01')`,
      [randomUUID(), professional, mandate.role, mandate.structure ?? structure, mandate.territory ?? territory],
    );
  }
  await owner.query(
    `INSERT INTO auth.sessions (token_hash, professional, opened_at, last_used_at, expires_at)
     VALUES ($1, $2, now(), now(), now() + interval '1 hour')`,
    [createHash('sha256').update(token).digest(), professional],
  );
  const headers = { cookie: `${SESSION_COOKIE}=${token}`, 'sec-fetch-site': 'same-origin' };
  return { professional, structure, territory, token, headers };
}

/** Everyone a route is tried with: nobody, somebody without a mandate, and a holder of each role. */
export const CALLERS = ['nobody', 'no mandate', ...ROLES] as const;
export type Caller = (typeof CALLERS)[number];
