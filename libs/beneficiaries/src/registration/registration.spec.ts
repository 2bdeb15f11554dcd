import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createPool, ScopedDatabase } from '@jalons/database';
import type { StoredEvent } from '@jalons/event-log';
import { createHttpApp, createLogger, HealthController } from '@jalons/http';
import { IdentityModule } from '@jalons/identity';
import { loadNomenclatures } from '@jalons/kernel';
import {
  createReadTables,
  createScopeTables,
  signInAs,
  type TestSession,
} from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { BeneficiariesModule } from '../beneficiaries.module.js';
import { beneficiaryEvents, type BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const INSIDE = '2024-grand-mirail';
const ELSEWHERE = '2015-qp031006';
const PERSON = {
  givenName: 'Amina',
  familyName: 'Exemple',
  birthDate: '1994-02-28',
  phone: '05 00 00 00 00',
  qpv: { code: INSIDE, evidence: 'declared' },
};

describe('registering a person over HTTP', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;
  let store: OpenedStore;
  let secretsFolder: string;
  let app: NestFastifyApplication;
  let operator: TestSession;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    await createReadTables(owner, peopleReadModels);
    pool = createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true });
    secretsFolder = await mkdtemp(join(tmpdir(), 'jalons-beneficiaries-'));
    store = await openStore({ urls: database.urls, secretsFolder, definitions: beneficiaryEvents });
    const { idSecret, runner } = store;
    const scoped = new ScopedDatabase(pool);
    const parts = { runner, clock: { now: () => NOW }, codes: loadNomenclatures(), zone: 'Europe/Paris' };
    @Module({
      imports: [
        IdentityModule.forRoot({ database: scoped, idSecret }),
        BeneficiariesModule.forRoot({ database: scoped, store: store.store, idSecret, ...parts }),
      ],
      controllers: [HealthController],
    })
    class SpecModule {}
    app = await createHttpApp(SpecModule, { logger: createLogger({ level: 'silent' }), idSecret, version: '0.0.0' });
    await app.init();
    operator = await signInAs(owner, { role: 'operator' });
    await found(operator.territory, { minimumAge: 16, minimumAgePolicy: 'refuse' });
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([owner.end(), store.close(), pool.end()]);
    await database.drop();
    await rm(secretsFolder, { recursive: true });
  });

  /** A territory whose perimeter is {@link INSIDE} since 2024 and was {@link ELSEWHERE} before. */
  async function found(territory: string, settings: object): Promise<void> {
    await owner.query(
      `INSERT INTO read.territories (territory, name, zone, founded_on, settings)
       VALUES ($1, 'Cité d’exemple', 'Europe/Paris', '2021-09-22', $2)`,
      [territory, settings],
    );
    await owner.query(
      `INSERT INTO read.territory_perimeter (extension, territory, qpv, held_from, held_until)
       VALUES (gen_random_uuid(), $1, $2, '2024-01-01', NULL), (gen_random_uuid(), $1, $3, '2021-09-22', '2024-01-01')`,
      [territory, INSIDE, ELSEWHERE],
    );
  }

  const register = (payload: object, { by = operator, key = randomUUID() } = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/beneficiaries',
      payload,
      headers: { ...by.headers, 'idempotency-key': key },
    });

  const streamOf = async (id: string) =>
    (await store.store.load(`beneficiary-${id}`)) as readonly StoredEvent<BeneficiaryEvent>[];

  it('appends the one event, under a key of her own that did not exist before', async () => {
    const answer = await register(PERSON);
    expect(answer.statusCode).toBe(201);
    const { id, eventIds, position, ...rest } = answer.json();
    expect(rest).toEqual({ revision: 0, repeated: false, outOfPerimeter: false });
    expect(answer.headers['jalons-position']).toBe(position);
    const { phone, qpv: _qpv, ...names } = PERSON;
    expect(await streamOf(id)).toEqual([
      expect.objectContaining({
        type: 'BeneficiaryRegistered',
        eventId: eventIds[0],
        keyId: id,
        actor: operator.professional,
        structure: operator.structure,
        occurredOn: '2026-11-24',
        data: { ...names, sex: 'unknown', contacts: { phone }, residence: { qpv: INSIDE, evidence: 'declared' } },
      }),
    ]);
    const keys = await owner.query('SELECT destroyed_at FROM keys.subject_keys WHERE key_id = $1', [id]);
    expect(keys.rows).toEqual([{ destroyed_at: null }]);
  });

  it('answers a retry with the first person, and never makes two', async () => {
    const key = randomUUID();
    const first = (await register(PERSON, { key })).json();
    expect((await register(PERSON, { key })).json()).toEqual({ ...first, repeated: true });
    expect((await register({ ...PERSON, givenName: 'Autre' }, { key })).statusCode).toBe(422);
  });

  it.each([
    ['the given name', { givenName: 'Amina 2840531555123' }, '/givenName'],
    ['the family name', { familyName: 'Exemple 2 84 05 31 555 123 79' }, '/familyName'],
    ['the phone', { phone: '2 84 05 31 555 123' }, '/phone'],
    ['the e-mail', { email: '2840531555123@personne.test' }, '/email'],
    ['where she is sent', { redirectedTo: 'dossier 2840531555123' }, '/redirectedTo'],
  ])('refuses a NIR in %s, whose value it does not repeat', async (_where, changes, pointer) => {
    const outside = { ...PERSON, qpv: { code: null, evidence: 'declared' } };
    const answer = await register({ ...outside, ...changes });
    expect(answer.json()).toMatchObject({ status: 422, code: 'nir-forbidden' });
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer })]);
    expect(answer.body.replaceAll(' ', '')).not.toContain('284053155512');
  });

  it('refuses a QPV that is not of the list, and says where the list is', async () => {
    const answer = await register({ ...PERSON, qpv: { code: 'QP999999', evidence: 'declared' } });
    expect(answer.json()).toMatchObject({ status: 422, code: 'unknown-code' });
    expect(answer.json().errors[0]).toMatchObject({ pointer: '/qpv/code', message: expect.stringContaining('liste') });
  });

  it.each([
    ['outside any', null, true],
    ['in one that has left the perimeter', ELSEWHERE, true],
    ['in one of the perimeter', INSIDE, false],
    ['nobody knows where', 'unknown', false],
  ])('registers somebody who lives %s QPV, and says it', async (_where, code, outOfPerimeter) => {
    const answer = await register({ ...PERSON, qpv: { code, evidence: 'declared' }, redirectedTo: 'CCAS d’exemple' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ outOfPerimeter });
    expect(answer.json().notice).toEqual(outOfPerimeter ? expect.stringContaining('hors du périmètre') : undefined);
    const [event] = await streamOf(answer.json().id);
    const { outOfPerimeter: flag } = event!.data as { outOfPerimeter?: object };
    expect(flag).toEqual(outOfPerimeter ? { redirectedTo: 'CCAS d’exemple' } : undefined);
  });

  it('refuses below the age of the territory, unless it only flags', async () => {
    const young = { ...PERSON, birthDate: '2010-11-25' };
    expect((await register(young)).json()).toMatchObject({ status: 422, code: 'under-minimum-age' });
    expect((await register({ ...PERSON, birthDate: '2010-11-24' })).statusCode).toBe(201);
    const flagging = await signInAs(owner, { role: 'operator' });
    await found(flagging.territory, { minimumAge: 16, minimumAgePolicy: 'flag' });
    expect((await register(young, { by: flagging })).statusCode).toBe(201);
  });

  it('asks for which structure, where several are held', async () => {
    const by = await signInAs(
      owner,
      ...[randomUUID(), randomUUID()].map((structure) => ({ role: 'operator' as const, structure })),
    );
    expect((await register(PERSON, { by })).json()).toMatchObject({ status: 422, code: 'structure-needed' });
  });

  it.each([
    ['a name', { ...PERSON, givenName: undefined }, '/givenName'],
    ['a QPV', { ...PERSON, qpv: undefined }, '/qpv'],
    ['a day that exists', { ...PERSON, birthDate: '2023-02-29' }, '/birthDate'],
    ['an evidence of the list', { ...PERSON, qpv: { code: null, evidence: 'x' } }, '/qpv/evidence'],
    ['no unknown field', { ...PERSON, nir: '1' }, '/nir'],
  ])('asks for %s', async (_what, payload, pointer) => {
    const answer = await register(payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(app, owner)).toEqual([]);
  });
});
