import { randomBytes } from 'node:crypto';
import type { ScopedDatabase } from '@jalons/database';
import { HttpProblem, tooMany } from '@jalons/http';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { LoginKey } from './login-key.js';
import type { PasswordHasher } from './password-hasher.js';
import { assertPassword } from './password-policy.js';
import { isToken, newToken } from './token.js';

/** $1 login → its salt, and the seconds it has to wait. */
const BEGIN = 'SELECT salt, wait_seconds FROM auth.begin_sign_in($1)';
/** $1 login, $2 proof, $3 new token, $4 token to end or NULL. */
const OPEN = 'SELECT professional, wait_seconds FROM auth.open_session($1, $2, $3, $4)';
/** $1 link, $2 login, $3 salt, $4 proof, $5 new token. */
const REDEEM = 'SELECT outcome, professional FROM auth.redeem_link($1, $2, $3, $4, $5)';
const CLOSE = 'SELECT auth.close_session($1)';
const HAS_ANY = 'SELECT auth.has_any_account() AS any';

const SALT_BYTES = 16;

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

export interface OpenedSession {
  readonly professional: Uuid;
  readonly token: string;
}

/** Local accounts: sign-in by password, one-time links, sign-out. */
export class Accounts {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly logins: LoginKey,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Opens a session, ending `previous`. An unknown login takes the same path and the same work as a wrong password, and
   * both are answered alike.
   */
  async signIn({ login, password }: Credentials, previous?: string): Promise<OpenedSession> {
    const key = this.logins.of(login);
    const begun = await this.one<{ salt: Buffer | null; wait_seconds: number }>(BEGIN, [key]);
    if (begun.wait_seconds > 0) throw mustWait(begun.wait_seconds);
    const proof = await this.hasher.hash(password, begun.salt ?? this.logins.saltOfUnknown(key));
    const token = newToken();
    const opened = await this.one<{ professional: Uuid | null; wait_seconds: number }>(OPEN, [
      key,
      proof,
      token,
      previous ?? null,
    ]);
    if (opened.professional !== null) return { professional: opened.professional, token };
    throw opened.wait_seconds > 0 ? mustWait(opened.wait_seconds) : refused();
  }

  /** Sets the password of whom the link was made for, and opens a session; the link is used up. */
  async redeem(link: string, { login, password }: Credentials): Promise<OpenedSession> {
    assertPassword(password, login);
    if (!isToken(link)) throw linkRefused();
    const salt = randomBytes(SALT_BYTES);
    const proof = await this.hasher.hash(password, salt);
    const token = newToken();
    const { outcome, professional } = await this.one<{ outcome: string; professional: Uuid }>(REDEEM, [
      link,
      this.logins.of(login),
      salt,
      proof,
      token,
    ]);
    if (outcome === 'opened') return { professional, token };
    throw outcome === 'login-taken' ? loginTaken() : linkRefused();
  }

  /** Ends a session; nothing happens where it had ended already. */
  async signOut(token: string): Promise<void> {
    await this.one(CLOSE, [token]);
  }

  /** False until somebody has set a password: the first start shows its one-time link again. */
  async hasAnyAccount(): Promise<boolean> {
    return (await this.one<{ any: boolean }>(HAS_ANY, [])).any;
  }

  private async one<Row extends object>(text: string, values: readonly unknown[]): Promise<Row> {
    const { rows } = await this.database.query<Row & Record<string, unknown>>(undefined, text, values);
    return rows[0]!;
  }
}

function refused(): HttpProblem {
  return new HttpProblem(
    401,
    'sign-in-refused',
    'Adresse ou mot de passe incorrect. Vérifiez, ou demandez un nouveau lien.',
  );
}

function mustWait(seconds: number): HttpProblem {
  const { status } = tooMany(seconds);
  const detail = 'Trop de mots de passe incorrects pour cette adresse. Patientez avant de réessayer.';
  return new HttpProblem(status, 'sign-in-delayed', detail, { retryAfter: seconds });
}

function linkRefused(): DomainError {
  const message = "Ce lien ne vaut plus, ou n'a pas été envoyé à cette adresse. Demandez-en un nouveau.";
  return new DomainError('unprocessable', 'link-refused', message);
}

function loginTaken(): DomainError {
  const message = 'Cette adresse sert déjà à un autre compte.';
  return new DomainError('conflict', 'login-taken', message, [{ field: '/login', code: 'login-taken', message }]);
}
