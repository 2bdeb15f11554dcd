import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beneficiaryDecider } from '@jalons/beneficiaries';
import { caseChanges, caseViewsProjections, CaseViewsModule, RiskViewsModule } from '@jalons/case-views';
import { createPool, ScopedDatabase } from '@jalons/database';
import { RiskModule } from '@jalons/dropout-risk';
import { SYSTEM_KEY_ID, type Decider, type DomainEvent } from '@jalons/event-log';
import { createHttpApp, createLogger, HealthController } from '@jalons/http';
import {
  IdentityModule,
  mandatesProjection,
  professionalsProjection,
  SESSION_COOKIE,
  SessionEndings,
  type ProfessionalEvent,
  type Role,
} from '@jalons/identity';
import { civilDateOf, loadNomenclatures, type Instant, type Uuid } from '@jalons/kernel';
import { LiveModule } from '@jalons/notify';
import { ParcoursModule, parcoursSlotsProjection, type ParcoursEvent } from '@jalons/parcours';
import { PostgresAccessJournal } from '@jalons/privacy';
import { CheckpointProgress } from '@jalons/projections';
import { structureDecider, structuresProjection, type TerritorySettings } from '@jalons/territory';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { openStore, type OpenedStore } from '../event-store.js';
import type { Past } from '../given.js';
import { OPENED, past } from '../parcours.js';
import { RISK_DEFINITIONS } from './definitions.js';
import { midnightOf, ReviewedLog } from './reviewed-log.js';

const codes = loadNomenclatures();
const EVENING_MS = 20 * 3_600_000;

/** Somebody signed in. */
export interface Seated {
  readonly professional: Uuid;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same person, who reads the screens in English. */
export function english(by: Seated): Seated {
  return { ...by, headers: { ...by.headers, 'accept-language': 'en' } };
}

/** A territory whose cases are reviewed on days that the test chooses, and its screens' API on a clock of its own. */
export class RiskPlace {
  /** « Now », for the API. */
  now: Instant = midnightOf('2024-05-20') + EVENING_MS;

  private constructor(
    readonly log: ReviewedLog,
    readonly app: NestFastifyApplication,
    readonly owner: pg.Client,
    readonly territory: Uuid,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async open(settings: Partial<TerritorySettings> = {}): Promise<RiskPlace> {
    const log = await ReviewedLog.open([
      ...[mandatesProjection, professionalsProjection, structuresProjection(codes), parcoursSlotsProjection],
      ...caseViewsProjections(codes),
    ]);
    const { urls } = log.database;
    const owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    const store = await openStore({
      urls,
      secretsFolder: log.secretsFolder,
      definitions: RISK_DEFINITIONS,
      role: 'api',
    });
    const pool = createPool(urls.api, { name: 'spec-api', max: 4, pipeline: true });
    const progress = CheckpointProgress.open({ url: urls.api });
    const endings = SessionEndings.open({ url: urls.api });
    const clock = { now: () => place.now };
    const database = new ScopedDatabase(pool);
    const app = await appOf({ database, store, clock, pool, progress, endings });
    const territory = randomUUID();
    const place = new RiskPlace(log, app, owner, territory, [
      () => app.close(),
      () => progress.close(),
      () => endings.close(),
      () => store.close(),
      () => pool.end(),
      () => owner.end(),
      () => log.close(),
    ]);
    await log.tellSystem(`territory-${territory}`, [
      {
        ...{ type: 'TerritoryFounded', on: '2020-01-01' },
        data: {
          ...{ name: 'Cité', zone: 'Europe/Paris' },
          settings: {
            ...{ minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse', conventionEndsOn: null },
            ...settings,
          },
        },
      },
    ]);
    return place;
  }

  /** A structure with a seat. */
  async structure(): Promise<Uuid> {
    const id = randomUUID();
    const on = civilDateOf('2020-01-01');
    const structures = structureDecider(codes);
    await this.decide(structures, id, { type: 'RegisterStructure', name: 'Structure', kind: 'association', on });
    await this.decide(structures, id, { type: 'GrantSeat', territory: this.territory, from: on });
    return id;
  }

  /** Somebody new who holds a mandate since 2020, with an open session. */
  async signIn(role: Role, structure?: Uuid): Promise<Seated> {
    const professional = randomUUID();
    const knownAt = midnightOf('2020-01-01');
    const told: readonly Past<ProfessionalEvent>[] = [
      { type: 'ProfessionalRegistered', on: '2020-01-01', data: { givenName: 'Inès', familyName: 'Exemple' } },
      {
        ...{ type: 'MandateGranted', on: '2020-01-01' },
        data: {
          ...{ role, territory: this.territory, ...(structure !== undefined && { structure }) },
          ...{ from: '2020-01-01', zone: 'Europe/Paris' },
        } as never,
      },
    ];
    const known = told.map((event) => ({ ...event, knownAt }));
    await this.log.tell(`professional-${professional}`, professional, known);
    const token = randomBytes(32).toString('base64url');
    await this.owner.query(
      `INSERT INTO auth.sessions (token_hash, professional, opened_at, last_used_at, expires_at)
       VALUES ($1, $2, now(), now(), now() + interval '1 hour')`,
      [createHash('sha256').update(token).digest(), professional],
    );
    await this.log.caughtUp();
    return { professional, headers: { cookie: `${SESSION_COOKIE}=${token}`, 'sec-fetch-site': 'same-origin' } };
  }

  /** A parcours of somebody new, opened on 5 January 2024 by a structure, and what followed; each known that evening. */
  async parcours(structure: Uuid, referent: Uuid, followed: readonly Past<ParcoursEvent>[] = []) {
    const [id, person] = [randomUUID(), randomUUID()];
    await this.decide(
      beneficiaryDecider(codes),
      person,
      {
        ...{ type: 'RegisterBeneficiary', on: civilDateOf('2024-01-05'), givenName: 'Amina', familyName: 'Exemple' },
        ...{ birthDate: civilDateOf('1994-02-28'), sex: 'female', contacts: {} },
        residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
      },
      person,
    );
    await this.tell(id, person, [
      past('ParcoursOpened', '2024-01-05', { ...OPENED, beneficiaryId: person, structure }),
      past('ReferentAssigned', '2024-01-05', { professional: referent, structure }),
      ...followed,
    ]);
    return { id, person };
  }

  async tell(parcours: Uuid, person: Uuid, told: readonly Past<ParcoursEvent>[]): Promise<void> {
    const known = told.map((event) => ({ ...event, knownAt: midnightOf(event.on) + EVENING_MS }));
    await this.log.tell(`parcours-${parcours}`, person, known, { territory: this.territory });
  }

  /** Reviews at the end of a day, which is then today for the API too. */
  async reviewOn(day: string): Promise<void> {
    this.now = midnightOf(day) + EVENING_MS;
    await this.log.reviewOn(day);
    await this.log.caughtUp();
  }

  get(path: string, by: Seated) {
    return this.app.inject({ url: `/api/v1/${path}`, headers: by.headers });
  }

  /** Sends a command, and waits until every read model has what it stored. */
  async send(
    path: string,
    payload: object,
    by: Seated,
    more: { key?: string; method?: 'POST' | 'PUT'; etag?: string } = {},
  ) {
    const { key = randomUUID(), method = 'POST', etag } = more;
    const answer = await this.app.inject({
      ...{ method, url: `/api/v1/${path}`, payload },
      headers: { ...by.headers, 'idempotency-key': key, ...(etag !== undefined && { 'if-match': etag }) },
    });
    await this.log.caughtUp();
    return answer;
  }

  /** Lines of the access journal about a person. */
  async linesOf(person: Uuid): Promise<readonly { professional: Uuid; action: string; reason: string }[]> {
    const { rows } = await this.owner.query(
      `SELECT professional, action, reasons[array_position(subjects, $1::uuid)] AS reason
         FROM journal.accesses WHERE $1 = ANY (subjects) ORDER BY request`,
      [person],
    );
    return rows;
  }

  async close(): Promise<void> {
    for (const close of this.closers) await close();
  }

  private async decide<Command, Event extends DomainEvent, State>(
    decider: Decider<Command, Event, State>,
    id: Uuid,
    command: Command,
    keyId: Uuid = SYSTEM_KEY_ID,
  ): Promise<void> {
    const commandId = randomUUID();
    await this.log.store.runner.run({
      ...{ decider, stream: `${decider.category}-${id}` as const, command, keyId },
      context: { commandId, commandHash: 'x', actor: randomUUID(), correlationId: commandId },
      decision: { now: midnightOf('2024-06-30'), zone: 'Europe/Paris' },
    });
  }
}

interface AppParts {
  readonly database: ScopedDatabase;
  readonly store: OpenedStore;
  readonly clock: { now(): Instant };
  readonly pool: pg.Pool;
  readonly progress: CheckpointProgress;
  readonly endings: SessionEndings;
}

async function appOf({ database, store, clock, pool, progress, endings }: AppParts): Promise<NestFastifyApplication> {
  const { idSecret, runner } = store;
  const parts = { database, runner, store: store.store, idSecret, codes, clock, zone: 'Europe/Paris' };
  const journal = new PostgresAccessJournal(pool);
  const parcours = ParcoursModule.forRoot({ ...parts, journal });
  const module = {
    module: class SpecModule {},
    imports: [
      IdentityModule.forRoot({ database, idSecret }),
      parcours,
      CaseViewsModule.forRoot({ ...parts, journal }),
      RiskViewsModule.forRoot({ ...parts, journal, log: store.log }),
      RiskModule.forRoot({ ...parts, journal, parcours }),
      LiveModule.forRoot({ source: caseChanges(database, progress, endings) }),
    ],
    controllers: [HealthController],
  };
  const app = await createHttpApp(module, { logger: createLogger({ level: 'silent' }), idSecret, version: '0.0.0' });
  await app.init();
  return app;
}
