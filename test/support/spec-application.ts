import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createPool, ScopedDatabase, type ConnectionUrls } from '@jalons/database';
import type { CommandRunner, EventDefinition, EventStore } from '@jalons/event-log';
import { createHttpApp, createLogger, HealthController, systemClock, type Clock } from '@jalons/http';
import { mandatesProjection, professionalEvents, professionalsProjection } from '@jalons/identity';
import { loadNomenclatures, type NomenclatureCatalogue } from '@jalons/kernel';
import type { Projection } from '@jalons/projections';
import { project } from '../policies/project.js';
import { createReadTables, type TestSession } from '../policies/sign-in-as.js';
import { openStore, type OpenedStore } from './event-store.js';
import { createTestDatabase } from './test-database.js';

/** What a module of the product is composed of. */
export interface SpecParts {
  readonly database: ScopedDatabase;
  readonly runner: CommandRunner;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly codes: NomenclatureCatalogue;
  readonly idSecret: Buffer;
  readonly zone: string;
}

export interface SpecSettings {
  /** Event types beside those of professionals. */
  readonly definitions: readonly EventDefinition[];
  /** Projections beside those that scopes rest on. */
  readonly projections: readonly Projection[];
  readonly modules: (parts: SpecParts) => readonly DynamicModule[];
}

export interface SentCommand {
  readonly by: TestSession;
  readonly key?: string;
  readonly method?: 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
}

/** The application over a database of its own, with its log; read models are folded by hand after each command. */
export interface SpecApplication {
  readonly app: NestFastifyApplication;
  readonly owner: pg.Client;
  readonly parts: SpecParts;
  readonly urls: ConnectionUrls;
  readonly store: OpenedStore;
  /** Sends a command below /api/v1, then folds what it stored. */
  send(path: string, payload: object, command: SentCommand): ReturnType<NestFastifyApplication['inject']>;
  /** Reads below /api/v1. */
  read(
    path: string,
    by: TestSession,
    headers?: Readonly<Record<string, string>>,
  ): ReturnType<NestFastifyApplication['inject']>;
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

export async function openSpecApplication({
  definitions,
  projections,
  modules,
}: SpecSettings): Promise<SpecApplication> {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  const folded = [mandatesProjection, professionalsProjection, ...projections];
  await createReadTables(owner, folded);
  const api = createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true });
  const projecting = createPool(database.urls.owner, { name: 'spec-projections', max: 1 });
  const secretsFolder = await mkdtemp(join(tmpdir(), 'jalons-spec-'));
  const store = await openStore({
    urls: database.urls,
    secretsFolder,
    definitions: [...professionalEvents, ...definitions],
  });
  const { idSecret, runner } = store;
  const codes = loadNomenclatures();
  const parts = {
    database: new ScopedDatabase(api),
    runner,
    store: store.store,
    clock: systemClock,
    codes,
    idSecret,
    zone: 'Europe/Paris',
  };
  const module = { module: class SpecModule {}, imports: [...modules(parts)], controllers: [HealthController] };
  const app = await createHttpApp(module, { logger: createLogger({ level: 'silent' }), idSecret, version: '0.0.0' });
  await app.init();

  let position: string | null = null;
  const catchUp = async () => {
    const events = await store.store.readAll(position, 1_000);
    for (const projection of folded) await project(projecting, projection, events);
    position = events.at(-1)?.position ?? position;
  };
  return {
    ...{ app, owner, parts, store, catchUp, urls: database.urls },
    async send(path, payload, { by, key = randomUUID(), method = 'POST', headers = {} }) {
      const answer = await app.inject({
        ...{ method, url: `/api/v1/${path}`, payload },
        headers: { ...by.headers, 'idempotency-key': key, ...headers },
      });
      await catchUp();
      return answer;
    },
    read: (path, by, headers = {}) => app.inject({ url: `/api/v1/${path}`, headers: { ...by.headers, ...headers } }),
    async close() {
      await app.close();
      await Promise.all([owner.end(), store.close(), api.end(), projecting.end()]);
      await database.drop();
      await rm(secretsFolder, { recursive: true });
    },
  };
}
