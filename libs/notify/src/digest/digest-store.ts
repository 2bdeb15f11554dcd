import { derivedId, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type { Role } from '@jalons/identity';
import type pg from 'pg';
import type { Frequency } from './digest.js';
import { periodOf } from './due-digest.js';

/** Roles whose work alerts are (security.md § 1). */
const READERS: readonly Role[] = ['operator', 'structure-manager', 'coordinator'];

/** A digest is settled one way or another after so long. */
const GIVE_UP_MS = 24 * 3_600_000;
/** What was sent is remembered for so long. */
export const KEPT_DAYS = 90;

const ZONES = `
  SELECT zone FROM read.mandates UNION SELECT zone FROM read.territories`;

/** $1 zone, $2 day, $3 roles: who has an address, a mandate on that day, and wants digests */
const READERS_ON = `
  SELECT who.professional, coalesce(choice.frequency, 'daily') AS frequency
    FROM (SELECT DISTINCT held.professional FROM read.mandates held
           WHERE held.zone = $1 AND held.role = ANY ($3::text[])
             AND held.held_from <= $2 AND (held.held_until IS NULL OR $2 < held.held_until)) who
    JOIN read.professionals known ON known.professional = who.professional AND known.email IS NOT NULL
    LEFT JOIN engine.digest_choices choice ON choice.professional = who.professional
   WHERE coalesce(choice.frequency, 'daily') <> 'none'`;

/** $1 ids, $2 professionals, $3 periods, $4 day, $5 now */
const PLAN = `
  INSERT INTO engine.digests (id, professional, period, day, changed_ms)
  SELECT told.id, told.professional, told.period, $4, $5
    FROM unnest($1::uuid[], $2::uuid[], $3::date[]) told (id, professional, period)
  ON CONFLICT DO NOTHING`;

const OPENED = 'SELECT 1 FROM engine.digest_rounds WHERE zone = $1 AND day = $2';
const OPEN = 'INSERT INTO engine.digest_rounds (zone, day, opened_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

/** $1 now, $2 before when: a job that was set aside leaves its digest here */
const GIVE_UP = `
  UPDATE engine.digests SET state = 'failed', reason = 'given-up', changed_ms = $1
   WHERE state IN ('planned', 'sending') AND changed_ms < $2 RETURNING id`;

const UNDER_WAY = `SELECT id, run FROM engine.digests WHERE state IN ('planned', 'sending') ORDER BY day, id`;

/** $1 digest */
const FIND = `
  SELECT digest.professional, digest.day, known.email, coalesce(choice.frequency, 'daily') AS frequency
    FROM engine.digests digest
    LEFT JOIN read.professionals known ON known.professional = digest.professional
    LEFT JOIN engine.digest_choices choice ON choice.professional = digest.professional
   WHERE digest.id = $1 AND digest.state IN ('planned', 'sending')`;

/** $1 digest, $2 state, $3 reason, $4 whether a try counts, $5 now */
const NOTE = `
  UPDATE engine.digests
     SET state = $2, reason = $3, attempts = attempts + CASE WHEN $4 THEN 1 ELSE 0 END, changed_ms = $5
   WHERE id = $1`;

const NOTE_MAIL = `
  INSERT INTO engine.mail_state (enabled, noted_ms) VALUES ($1, $2)
  ON CONFLICT (only_row) DO UPDATE SET enabled = excluded.enabled, noted_ms = excluded.noted_ms`;

/** $1 last day forgotten */
const FORGET = `
  WITH rounds AS (DELETE FROM engine.digest_rounds WHERE day <= $1)
  DELETE FROM engine.digests WHERE day <= $1 AND state IN ('sent', 'nothing')`;

/** A digest that has to leave. */
export interface PlannedDigest {
  readonly professional: Uuid;
  readonly day: CivilDate;
  /** Null where no address is known any more. */
  readonly email: string | null;
  readonly frequency: Frequency;
}

/** Which digests were meant, and what became of each; under the worker's role. */
export class DigestStore {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query' | 'connect'>,
    private readonly idSecret: Uint8Array,
  ) {}

  /** Zones in which people work. */
  async zones(): Promise<readonly string[]> {
    return (await this.pool.query<{ zone: string }>(ZONES)).rows.map(({ zone }) => zone);
  }

  async isOpened(zone: string, day: CivilDate): Promise<boolean> {
    return (await this.pool.query(OPENED, [zone, day])).rows.length > 0;
  }

  /** Decides whose digests leave on a morning. Each step may be repeated: nobody gets a second one for a period. */
  async open(zone: string, day: CivilDate, now: Instant): Promise<void> {
    const { rows } = await this.pool.query<{ professional: Uuid; frequency: Exclude<Frequency, 'none'> }>(READERS_ON, [
      zone,
      day,
      READERS,
    ]);
    const planned = rows.map(({ professional, frequency }) => ({ professional, period: periodOf(frequency, day) }));
    await this.pool.query(PLAN, [
      planned.map(({ professional, period }) => derivedId(this.idSecret, 'digest', professional, period)),
      planned.map(({ professional }) => professional),
      planned.map(({ period }) => period),
      ...[day, now],
    ]);
    await this.pool.query(OPEN, [zone, day, now]);
  }

  /** Sets aside what is under way for too long. @returns which */
  async giveUp(now: Instant): Promise<readonly Uuid[]> {
    return (await this.pool.query<{ id: Uuid }>(GIVE_UP, [now, now - GIVE_UP_MS])).rows.map(({ id }) => id);
  }

  /** Those to be sent, with how often somebody asked for each. */
  async underWay(): Promise<readonly { readonly id: Uuid; readonly run: number }[]> {
    return (await this.pool.query<{ id: Uuid; run: number }>(UNDER_WAY)).rows;
  }

  /** Null where it is settled. */
  async find(id: Uuid): Promise<PlannedDigest | null> {
    return (await this.pool.query<PlannedDigest & pg.QueryResultRow>(FIND, [id])).rows[0] ?? null;
  }

  /** Notes that a mail is about to leave. */
  async sending(id: Uuid, now: Instant): Promise<void> {
    await this.pool.query(NOTE, [id, 'sending', null, true, now]);
  }

  /** Notes what became of it; `sending` for a try that failed and is followed by another. */
  async settle(id: Uuid, state: 'sending' | 'sent' | 'nothing' | 'failed', now: Instant, reason?: string) {
    await this.pool.query(NOTE, [id, state, reason ?? null, false, now]);
  }

  /** Runs `work` while no other process does it for the same digest; false where one does. */
  async alone(id: Uuid, work: () => Promise<void>): Promise<boolean> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
        [`digest ${id}`],
      );
      if (!rows[0]!.mine) return false;
      try {
        await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()').catch((error: Error) => (broken = error));
      }
      return true;
    } finally {
      // The lock goes with its connection.
      client.release(broken);
    }
  }

  async noteMail(enabled: boolean, now: Instant): Promise<void> {
    await this.pool.query(NOTE_MAIL, [enabled, now]);
  }

  async forgetBefore(day: CivilDate): Promise<void> {
    await this.pool.query(FORGET, [day]);
  }
}
