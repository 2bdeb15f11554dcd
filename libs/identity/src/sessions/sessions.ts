import type { ScopedDatabase } from '@jalons/database';
import { DomainError, type Uuid } from '@jalons/kernel';
import { type HeldMandate, type Scope, scopeOf } from '../scope/scope.js';

/** $1 tokens → those that hold, with who and what mandates. */
const USE = 'SELECT token, professional, name, mandates FROM auth.use_sessions($1::text[])';

/** Tokens of one question, and questions waiting: beyond, callers are told to come back. */
const MAX_BATCH = 200;
const MAX_WAITING = 2_000;

interface Waiting {
  readonly resolve: (scope: Scope | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Resolves session tokens. Nothing is cached: a session that ended is refused at the next request. Requests that arrive
 * while a question is under way share the next one, so that many at once cost few round trips.
 */
export class Sessions {
  private waiting = new Map<string, Waiting[]>();
  private asking = false;

  constructor(private readonly database: ScopedDatabase) {}

  /** The scope of the session, null where it does not hold. */
  resolve(token: string): Promise<Scope | null> {
    return new Promise((resolve, reject) => {
      const same = this.waiting.get(token);
      if (same) same.push({ resolve, reject });
      else if (this.waiting.size >= MAX_WAITING) reject(busy());
      else this.waiting.set(token, [{ resolve, reject }]);
      if (!this.asking) void this.ask();
    });
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, MAX_BATCH);
      for (const [token] of batch) this.waiting.delete(token);
      await this.answer(batch);
    }
    this.asking = false;
  }

  private async answer(batch: readonly (readonly [string, readonly Waiting[]])[]): Promise<void> {
    try {
      const tokens = batch.map(([token]) => token);
      const { rows } = await this.database.query<SessionRow>(undefined, USE, [tokens], { name: 'use_sessions' });
      const scopes = new Map(rows.map((row) => [row.token, scopeOf(sessionOf(row), row.mandates)]));
      for (const [token, waiters] of batch) for (const { resolve } of waiters) resolve(scopes.get(token) ?? null);
    } catch (error) {
      for (const [, waiters] of batch) for (const { reject } of waiters) reject(error);
    }
  }
}

interface SessionRow {
  readonly token: string;
  readonly professional: Uuid;
  readonly name: string | null;
  readonly mandates: readonly HeldMandate[];
}

function sessionOf({ token, professional, name }: SessionRow) {
  return { token, professional, name };
}

function busy(): DomainError {
  return new DomainError('unavailable', 'too-busy', 'Le service est très sollicité. Réessayez dans un instant.');
}
