import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { createPool } from '@jalons/database';
import {
  alertIdOf,
  loadCalendar,
  RiskReviewer,
  riskProjection,
  type AlertEvent,
  type ReviewCounts,
  type RuleSetEvent,
} from '@jalons/dropout-risk';
import {
  SYSTEM_KEY_ID,
  type CommandContext,
  type Decided,
  type DomainEvent,
  type StoredEvent,
  type StreamName,
} from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import { civilDateOf, type Instant, type Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { ProjectionRunner, type Projection } from '@jalons/projections';
import { territoriesProjection, type TerritoryEvent } from '@jalons/territory';
import type pg from 'pg';
import { openStore, type OpenedStore } from '../event-store.js';
import type { Past } from '../given.js';
import { WAIT_MS } from '../projections/stage.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { RISK_DEFINITIONS } from './definitions.js';
import { midnights } from './story.js';

type Told = BeneficiaryEvent | ParcoursEvent | ProfessionalEvent | RuleSetEvent | TerritoryEvent;

/** A log with the read model of risks behind it, reviewed at instants that the test chooses. */
export class ReviewedLog {
  private constructor(
    readonly database: TestDatabase,
    readonly secretsFolder: string,
    readonly store: OpenedStore,
    readonly pool: pg.Pool,
    private readonly projections: ProjectionRunner,
    private readonly names: readonly string[],
    readonly reviewer: RiskReviewer,
    readonly failures: unknown[],
  ) {}

  /** @param more read models beside those of risks and territories */
  static async open(more: readonly Projection[] = []): Promise<ReviewedLog> {
    const database = await createTestDatabase();
    const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-risk-'));
    const store = await openStore({
      urls: database.urls,
      secretsFolder,
      definitions: RISK_DEFINITIONS,
      role: 'worker',
    });
    const folded = [riskProjection(), territoriesProjection, ...more];
    const projections = await ProjectionRunner.open({
      ...{ url: database.urls.worker, ownerUrl: database.urls.owner, store: store.store },
      projections: folded,
    });
    projections.start();
    const pool = createPool(database.urls.worker, { name: 'spec', max: 3 });
    const failures: unknown[] = [];
    const reviewer = new RiskReviewer({
      ...{ pool, runner: store.runner, idSecret: store.idSecret, calendar: loadCalendar(), zone: 'Europe/Paris' },
      onFailure: ({ error }) => failures.push(error),
    });
    const names = folded.map(({ name }) => name);
    return new ReviewedLog(database, secretsFolder, store, pool, projections, names, reviewer, failures);
  }

  /** Appends events to a stream, in one append. */
  async tell(
    stream: StreamName,
    keyId: Uuid,
    told: readonly Past<Told>[],
    more: Partial<CommandContext> = {},
  ): Promise<void> {
    const past = await this.store.store.load(stream);
    const commandId = randomUUID();
    const outcome = await this.store.store.append(
      stream,
      past.length === 0 ? 'none' : past.length - 1,
      told.map(({ on, ...event }) => ({ ...event, occurredOn: civilDateOf(on) }) as unknown as Decided<DomainEvent>),
      { commandId, commandHash: 'x', actor: randomUUID(), correlationId: commandId, ...more },
      keyId,
    );
    if (outcome.status !== 'appended') throw new Error('somebody else wrote');
  }

  async tellSystem(stream: StreamName, told: readonly Past<Told>[]): Promise<void> {
    await this.tell(stream, SYSTEM_KEY_ID, told);
  }

  /** Reviews at the end of a day, as {@link reviewAt} does. */
  reviewOn(day: string): Promise<ReviewCounts> {
    return this.reviewAt(midnightOf(day) + 82_800_000);
  }

  /** Waits until the read model has everything, reviews what is due, and again what that changed, until it rests. */
  async reviewAt(now: Instant): Promise<ReviewCounts> {
    await this.caughtUp();
    const first = await this.reviewer.reviewDue(now);
    for (let { changed } = first; changed > 0;) {
      await this.caughtUp();
      ({ changed } = await this.reviewer.reviewDue(now));
      if (changed > 0) throw new Error('a review of what a review appended appends again');
    }
    return first;
  }

  async caughtUp(): Promise<void> {
    const head = await this.store.log.head();
    if (head !== null && !(await this.projections.waitFor(this.names, head.position, WAIT_MS))) {
      throw new Error('the read model lags behind');
    }
  }

  /** The alerts of a parcours, from the log. */
  async alertsOf(parcours: Uuid): Promise<readonly StoredEvent<AlertEvent>[]> {
    const events = await this.store.store.load(`alert-${alertIdOf(this.store.idSecret, parcours)}`);
    return events as unknown as readonly StoredEvent<AlertEvent>[];
  }

  async board(parcours: Uuid): Promise<Record<string, unknown>> {
    const { rows } = await this.pool.query('SELECT * FROM read.risk_board WHERE parcours = $1', [parcours]);
    return rows[0] as Record<string, unknown>;
  }

  async close(): Promise<void> {
    await this.projections.stop();
    await this.pool.end();
    await this.store.close();
    await this.database.drop();
    rmSync(this.secretsFolder, { recursive: true });
  }
}

/** When a day of Paris begins, in milliseconds. */
export function midnightOf(day: string): Instant {
  return midnights.of(civilDateOf(day));
}
