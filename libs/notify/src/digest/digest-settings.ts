import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { Frequency } from './digest.js';
import type { MailsState } from './digest.dto.js';

const MINE = 'SELECT engine.my_digest_frequency() AS frequency';
/** $1 frequency, $2 now */
const CHOOSE = 'SELECT engine.choose_my_digest($1, $2)';
/** $1 professional, $2 now */
const STOP = 'SELECT engine.stop_digests_of($1, $2)';
const STATE = `
  SELECT enabled, waiting, sent_ms::float8 AS "lastSentAt", failed FROM engine.digests_state()`;
/** $1 digest, $2 now */
const RETRY = 'SELECT engine.retry_digest($1, $2) AS again';

/** Choices and states of digests, under the session of each request. */
export class DigestSettings {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly clock: Clock,
  ) {}

  async mine(token: string): Promise<Frequency> {
    const { rows } = await this.database.query<{ frequency: Frequency }>(token, MINE);
    return rows[0]!.frequency;
  }

  async choose(token: string, frequency: Frequency): Promise<void> {
    await this.database.query(token, CHOOSE, [frequency, this.clock.now()]);
  }

  /** For who holds the link of a digest of theirs, whoever is signed in. */
  async stop(professional: Uuid): Promise<void> {
    await this.database.query(undefined, STOP, [professional, this.clock.now()]);
  }

  async state(token: string): Promise<MailsState> {
    const { rows } = await this.database.query<MailsState & Record<string, unknown>>(token, STATE);
    return rows[0]!;
  }

  /** @throws DomainError `failed-mail-not-found` */
  async retry(token: string, digest: Uuid): Promise<void> {
    const { rows } = await this.database.query<{ again: boolean }>(token, RETRY, [digest, this.clock.now()]);
    if (!rows[0]!.again) {
      throw new DomainError(
        'not-found',
        'failed-mail-not-found',
        'Ce courriel n’est pas ou plus en échec. Actualisez la liste.',
      );
    }
  }
}
