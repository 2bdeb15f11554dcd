import { randomBytes } from 'node:crypto';
import type { ScopedDatabase } from '@jalons/database';
import type { Instant, Uuid } from '@jalons/kernel';
import type { Credentials } from '../accounts/accounts.js';
import type { LoginKey } from '../accounts/login-key.js';
import type { PasswordHasher } from '../accounts/password-hasher.js';
import { assertPassword } from '../accounts/password-policy.js';
import { newToken } from '../accounts/token.js';

/** $1 professional, $2 link, $3 login or NULL. */
const ISSUE = 'SELECT auth.issue_link($1, $2, $3) AS expires_at';
/** $1 professional, $2 login, $3 salt, $4 proof. */
const SET_ACCOUNT = 'SELECT auth.set_account($1, $2, $3, $4)';
const REVOKE = 'SELECT auth.revoke_sessions($1) AS ended';
const DISABLE = 'SELECT auth.disable_account($1)';
const LIST = `
  SELECT professional, name, has_password, disabled, open_sessions, wait_seconds,
         (extract(epoch FROM link_expires_at) * 1000)::float8 AS link_expires_at
    FROM auth.list_accounts()`;

export interface IssuedLink {
  /** To be shown once: only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface UserAccount {
  readonly professional: Uuid;
  readonly name: string | null;
  readonly hasPassword: boolean;
  readonly disabled: boolean;
  readonly openSessions: number;
  readonly linkExpiresAt: Instant | null;
  /** Seconds for which wrong passwords keep the account waiting. */
  readonly waitSeconds: number;
}

/**
 * Administration of accounts: what `jalons users` does on the command line's connection (without a token), and an admin
 * over HTTP under their own session token. The database refuses the api without an admin's session.
 */
export class Users {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly logins: LoginKey,
    private readonly hasher: PasswordHasher,
  ) {}

  /** A one-time link that sets a password; it replaces earlier unused ones. Without `login`, whoever holds it chooses. */
  async issueLink(professional: Uuid, login?: string, session?: string): Promise<IssuedLink> {
    const token = newToken();
    const values = [professional, token, login === undefined ? null : this.logins.of(login)];
    const { rows } = await this.database.query<{ expires_at: Date }>(session, ISSUE, values);
    return { token, expiresAt: rows[0]!.expires_at.getTime() };
  }

  /** An account with its password at once: for the command line, whose role alone may do it. */
  async createAccount(professional: Uuid, { login, password }: Credentials): Promise<void> {
    assertPassword(password, login);
    const salt = randomBytes(16);
    const proof = await this.hasher.hash(password, salt);
    await this.database.query(undefined, SET_ACCOUNT, [professional, this.logins.of(login), salt, proof]);
  }

  /** Ends every session of a professional; the number of those that were open. */
  async revokeSessions(professional: Uuid, session?: string): Promise<number> {
    const { rows } = await this.database.query<{ ended: number }>(session, REVOKE, [professional]);
    return rows[0]!.ended;
  }

  /** Closes an account until a new link opens it again. */
  async disable(professional: Uuid, session?: string): Promise<void> {
    await this.database.query(session, DISABLE, [professional]);
  }

  /** Every account and pending link, in order of professional. */
  async list(session?: string): Promise<readonly UserAccount[]> {
    const { rows } = await this.database.query<AccountRow>(session, LIST);
    return rows.map((row) => ({
      professional: row.professional,
      name: row.name,
      hasPassword: row.has_password,
      disabled: row.disabled,
      openSessions: row.open_sessions,
      linkExpiresAt: row.link_expires_at,
      waitSeconds: row.wait_seconds,
    }));
  }
}

interface AccountRow {
  readonly professional: Uuid;
  readonly name: string | null;
  readonly has_password: boolean;
  readonly disabled: boolean;
  readonly open_sessions: number;
  readonly link_expires_at: number | null;
  readonly wait_seconds: number;
}
