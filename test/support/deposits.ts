import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { caseViewsProjections } from '@jalons/case-views';
import { createPool, dataFolder } from '@jalons/database';
import { commandHashOf, type CommandContext } from '@jalons/event-log';
import { carryOut, DepositDesk, knownProfiles, type CarryOutParts } from '@jalons/import';
import { civilDateOf, dateAt, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { Structures, structuresCalled, structuresProjection, Territories } from '@jalons/territory';
import pg from 'pg';
import { project } from '../policies/project.js';
import { letOwnerWrite, signInAs, type TestSession } from '../policies/sign-in-as.js';
import { openStore, type OpenedStore } from './event-store.js';
import { importedTypes } from './imports.js';
import { openProductApi, type ProductApi } from './product.js';

const SINCE = civilDateOf('2020-01-01');
const ZONE = 'Europe/Paris';

/** The api of the product with two structures in a territory, and a worker's hand to carry out what is asked. */
export interface DepositBench {
  readonly product: ProductApi;
  readonly store: OpenedStore;
  readonly parts: CarryOutParts;
  readonly owner: pg.Client;
  readonly territory: Uuid;
  readonly structure: Uuid;
  readonly other: Uuid;
  readonly manager: TestSession;
  /** Somebody who manages that structure. */
  signIn(structure: Uuid): Promise<TestSession>;
  /** A structure with a seat, which ends today once that is called. */
  seated(): Promise<{ readonly structure: Uuid; readonly endSeat: () => Promise<void> }>;
  /** POST below /api/v1. */
  post(path: string, payload?: object, by?: TestSession, key?: string): Promise<Answer>;
  get(path: string, by?: TestSession): Promise<Answer>;
  /** A stream goes without a length that announces it. */
  upload(deposit: Uuid, name: string, content: Content, by?: TestSession, key?: string): Promise<Answer>;
  /** A new import with these files. */
  deposit(files: Readonly<Record<string, string | Uint8Array>>, by?: TestSession): Promise<Uuid>;
  /** What a worker does once it hears of it. */
  work(signal?: AbortSignal): Promise<void>;
  /** Folds what the log says of people, as the worker would. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

type Content = string | Uint8Array | Readable;

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  /** Of a read: up to where what it shows was written, where it says so. */
  readonly position?: string;
}

export async function openDepositBench(): Promise<DepositBench> {
  const product = await openProductApi({ rateLimit: { max: 1_000_000, windowMs: 60_000 } });
  const { database, app, folder } = product;
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  await letOwnerWrite(owner, 'mandates');
  const secretsFolder = dataFolder(folder).secrets;
  const store = await openStore({ urls: database.urls, secretsFolder, definitions: importedTypes });
  const pool = createPool(database.urls.worker, { name: 'spec-deposits', max: 4 });
  const codes = loadNomenclatures();
  const { idSecret } = store;
  const clock = { now: () => Date.now() };
  const [territory, structure, other] = [randomUUID(), randomUUID(), randomUUID()];
  await found();
  const structures = new Structures({ ...store, clock, codes, zone: ZONE });
  await seat(structure, 'Mission locale');
  await seat(other, 'Le PLIE');
  await project(pool, structuresProjection(codes), await store.store.readAll(null, 100));
  const manager = await signIn(structure);
  const parts: CarryOutParts = {
    ...{ store: store.store, pool, codes, idSecret, now: clock.now, desk: new DepositDesk(pool, idSecret) },
    profiles: knownProfiles(join(folder, 'profiles')),
    ownStructure: async (id) => ({ id, called: await structuresCalled(pool, id) }),
  };

  function context(): CommandContext {
    return {
      commandId: randomUUID(),
      commandHash: commandHashOf({}),
      actor: randomUUID(),
      correlationId: randomUUID(),
    };
  }

  async function found(): Promise<void> {
    const territories = new Territories({ ...store, clock, codes, zone: ZONE });
    await territories.run(territory, { type: 'FoundTerritory', name: 'Cité', zone: ZONE, on: SINCE }, context());
  }

  /** Registers a structure that sits; the id of its seat. */
  async function seat(id: Uuid, name: string): Promise<Uuid> {
    await structures.run(id, { type: 'RegisterStructure', name, kind: 'association', on: SINCE }, context());
    return (await structures.run(id, { type: 'GrantSeat', territory, from: SINCE }, context())).eventIds[0]!;
  }

  function signIn(where: Uuid): Promise<TestSession> {
    return signInAs(owner, { role: 'structure-manager', structure: where, territory });
  }

  async function post(path: string, payload: object = {}, by = manager, key: string = randomUUID()): Promise<Answer> {
    const headers = { ...by.headers, 'idempotency-key': key };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers });
    return { status: answer.statusCode, body: answer.json() };
  }

  async function upload(
    deposit: Uuid,
    name: string,
    content: Content,
    by = manager,
    key: string = randomUUID(),
  ): Promise<Answer> {
    const headers = {
      ...{ ...by.headers, 'idempotency-key': key, 'content-type': 'application/octet-stream' },
      'jalons-file-name': encodeURIComponent(name),
    };
    const payload = content instanceof Readable ? content : Buffer.from(content as Uint8Array);
    const answer = await app.inject({ method: 'POST', url: `/api/v1/imports/${deposit}/files`, payload, headers });
    return { status: answer.statusCode, body: answer.json() };
  }

  return {
    ...{ product, store, parts, owner, territory, structure, other, manager, signIn, post, upload },
    async get(path, by = manager) {
      const answer = await app.inject({ url: `/api/v1/${path}`, headers: by.headers });
      const position = answer.headers['jalons-position'] as string | undefined;
      return { status: answer.statusCode, body: answer.json(), ...(position !== undefined && { position }) };
    },
    async deposit(files, by = manager) {
      const { body } = await post('imports', {}, by);
      for (const [name, content] of Object.entries(files)) await upload(body.id, name, content, by);
      return body.id as Uuid;
    },
    async seated() {
      const id = randomUUID();
      const held = await seat(id, `Structure ${id}`);
      const on = dateAt(clock.now(), ZONE);
      const endSeat = async () => void (await structures.run(id, { type: 'EndSeat', seat: held, on }, context()));
      return { structure: id, endSeat };
    },
    async work(signal = new AbortController().signal) {
      for (const id of await parts.desk.due()) await carryOut(parts, id, signal);
    },
    async catchUp() {
      for (const projection of caseViewsProjections(codes)) {
        await project(pool, projection, await store.store.readAll(null, 10_000));
      }
    },
    async close() {
      await Promise.all([owner.end(), store.close(), pool.end()]);
      await product.close();
    },
  };
}
