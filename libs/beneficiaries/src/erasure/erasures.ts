import type { ScopedDatabase } from '@jalons/database';
import type { EventStore } from '@jalons/event-log';
import { pageOf, type Clock, type CursorCodec, type Page } from '@jalons/http';
import { DomainError, invalidField, randomId, type Codes, type Instant, type Uuid } from '@jalons/kernel';
import type { ErasureState } from '@jalons/privacy';

export interface ErasuresParts {
  /** On the api's connection; the database itself asks for a dpo's session. */
  readonly database: ScopedDatabase;
  readonly store: Pick<EventStore, 'load'>;
  readonly clock: Clock;
  /** The nomenclature `erasure-reasons`. */
  readonly codes: Codes;
}

/** An erasure as the dpo follows it. */
export interface KnownErasure {
  readonly id: Uuid;
  readonly beneficiaryId: Uuid;
  readonly reason: string;
  readonly requestedBy: Uuid;
  readonly requestedAt: Instant;
  readonly state: ErasureState;
  readonly finishedAt: Instant | null;
  /** Codes of what the database refused to wipe from its disk. */
  readonly remains: readonly string[];
}

const COLUMNS = `
  id, subject AS "beneficiaryId", reason, requested_by AS "requestedBy", requested_ms::float8 AS "requestedAt", state,
  finished_ms::float8 AS "finishedAt", coalesce(string_to_array(remains, ' '), '{}') AS remains`;
/** $1 person */
const OF_PERSON = `SELECT ${COLUMNS} FROM privacy.erasures WHERE subject = $1`;
/** $1 instant and $2 erasure after which to go on, or NULLs; $3 rows. The latest first. */
const PAGE = `
  SELECT ${COLUMNS} FROM privacy.erasures
   WHERE $1::bigint IS NULL OR (requested_ms, id) < ($1::bigint, $2::uuid)
   ORDER BY requested_ms DESC, id DESC
   LIMIT $3`;
/** $1 fresh id, $2 person, $3 reason, $4 instant */
const REQUEST = 'SELECT privacy.request_erasure($1, $2, $3, $4) AS id';

const LIST = 'erasures';

/** What the dpo asks of erasures; workers carry them out (security.md § 3). */
export class Erasures {
  constructor(
    private readonly parts: ErasuresParts,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * Asks that somebody be erased, for good. Asked again, it answers the erasure that is under way or done.
   * @throws DomainError `unknown-code`, `person-unknown`, `subject-erased` where she went with somebody merged with her
   */
  async request(person: Uuid, reason: string, token: string): Promise<KnownErasure> {
    const { codes, clock, database, store } = this.parts;
    if (!codes.has('erasure-reasons', reason)) {
      throw invalidField('/reason', 'unknown-code', 'Choisissez un motif d’effacement de la liste.');
    }
    const asked = await this.ofPerson(person, token);
    if (asked !== undefined) return asked;
    const events = await store.load(`beneficiary-${person}`);
    if (events.length === 0) throw new DomainError('not-found', 'person-unknown', 'Cette personne n’existe pas.');
    if (events.some(({ type }) => type === 'BeneficiaryErased')) {
      throw new DomainError('gone', 'subject-erased', 'Cette personne est déjà effacée : il n’y a plus rien à faire.');
    }
    await database.query(token, REQUEST, [randomId(), person, reason, clock.now()]);
    const erasure = await this.ofPerson(person, token);
    if (erasure === undefined) throw new Error('an erasure was refused to a session that its route lets in');
    return erasure;
  }

  async page(token: string, limit: number, cursor?: string): Promise<Page<KnownErasure>> {
    const [at, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const values = [at ?? null, id ?? null, limit + 1];
    const { rows } = await this.parts.database.query<KnownErasure>(token, PAGE, values);
    return pageOf(rows, limit, LIST, this.cursors, (each) => [each.requestedAt, each.id]);
  }

  private async ofPerson(person: Uuid, token: string): Promise<KnownErasure | undefined> {
    return (await this.parts.database.query<KnownErasure>(token, OF_PERSON, [person])).rows[0];
  }
}
