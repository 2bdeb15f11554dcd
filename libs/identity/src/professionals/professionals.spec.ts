import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createPool, ScopedDatabase } from '@jalons/database';
import { createHttpApp, createLogger, HealthController, systemClock } from '@jalons/http';
import { loadNomenclatures } from '@jalons/kernel';
import { PostgresAccessJournal } from '@jalons/privacy';
import { project } from '../../../../test/policies/project.js';
import { createScopeTables, signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { IdentityModule } from '../identity.module.js';
import { professionalEvents } from '../professional/professional.events.js';
import { mandatesProjection } from '../projections/mandates.projection.js';
import { professionalsProjection } from '../projections/professionals.projection.js';
import { ProfessionalsModule } from './professionals.module.js';

const PASSWORD = 'quatre mots au hasard';
const IDENTITY = { givenName: 'Inès', familyName: 'Exemple', email: 'ines.exemple@structure.test' };

describe('professionals over HTTP', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pools: pg.Pool[];
  let store: OpenedStore;
  let secretsFolder: string;
  let app: NestFastifyApplication;
  let admin: TestSession;
  let folded: string | null = null;
  let stands = false;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    pools = [
      createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true }),
      createPool(database.urls.owner, { name: 'spec-projections', max: 1 }),
    ];
    secretsFolder = await mkdtemp(join(tmpdir(), 'jalons-professionals-'));
    store = await openStore({ urls: database.urls, secretsFolder, definitions: professionalEvents });
    const { idSecret, runner } = store;
    const scoped = new ScopedDatabase(pools[0]!);
    const parts = { runner, clock: systemClock, codes: loadNomenclatures(), zone: 'Europe/Paris' };
    const progress = {
      hasReached: (_names: readonly string[], position: string) => (folded ?? '') >= position,
      waitFor: () => (stands ? Promise.resolve(false) : catchUp().then(() => true)),
    };
    @Module({
      imports: [
        IdentityModule.forRoot({ database: scoped, idSecret, progress }),
        ProfessionalsModule.forRoot({ database: scoped, store: store.store, idSecret, ...parts }),
      ],
      controllers: [HealthController],
    })
    class SpecModule {}
    app = await createHttpApp(SpecModule, { logger: createLogger({ level: 'silent' }), idSecret, version: '0.0.0' });
    await app.init();
    admin = await signInAs(owner, { role: 'admin' });
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([owner.end(), store.close(), ...pools.map((pool) => pool.end())]);
    await database.drop();
    await rm(secretsFolder, { recursive: true });
  });

  async function catchUp(): Promise<void> {
    const events = await store.store.readAll(folded, 1_000);
    for (const projection of [mandatesProjection, professionalsProjection])
      await project(pools[1]!, projection, events);
    folded = events.at(-1)?.position ?? folded;
  }

  async function send(
    path: string,
    payload: object,
    { by = admin, key = randomUUID(), method = 'POST' as 'POST' | 'PUT', headers = {} as Record<string, string> } = {},
  ) {
    const answer = await app.inject({
      method,
      url: `/api/v1/${path}`,
      payload,
      headers: { ...by.headers, 'idempotency-key': key, ...headers },
    });
    await catchUp();
    return answer;
  }

  async function register(identity: object = IDENTITY): Promise<string> {
    const answer = await send('professionals', identity);
    expect(answer.statusCode).toBe(201);
    return answer.json().professional as string;
  }

  const operatorMandate = () => ({ role: 'operator', structure: randomUUID(), from: '2020-01-01' });

  it('goes from registration to a first sign-in with a mandate, and loses it once it ends', async () => {
    const professional = await register();
    const granted = await send(`professionals/${professional}/mandates`, operatorMandate());
    expect(granted.headers['jalons-position']).toMatch(/^\d{19}$/);
    expect(granted.headers.etag).toBe('"r1"');
    const invited = await send(`professionals/${professional}/invitations`, {});
    const redeemed = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/links/redeem',
      payload: { token: invited.json().token, login: IDENTITY.email, password: PASSWORD },
    });
    expect(redeemed.json()).toMatchObject({ professional, name: 'Inès Exemple', roles: ['operator'] });
    const cookie = `__Host-sid=${redeemed.cookies[0]?.value}`;
    const ended = await send(`professionals/${professional}/mandates/${granted.json().id}/end`, { on: '2020-06-01' });
    expect(ended.statusCode).toBe(201);
    const after = await app.inject({ url: '/api/v1/auth/me', headers: { cookie } });
    expect(after.json()).toMatchObject({ professional, roles: [], structures: [] });
  });

  it('opens what a mandate opens to whoever asks after it was given, however far behind the read models are', async () => {
    const professional = await register({ ...IDENTITY, email: 'nouvelle@exemple.fr' });
    const invited = await send(`professionals/${professional}/invitations`, {});
    const redeemed = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/links/redeem',
      payload: { token: invited.json().token, login: 'nouvelle@exemple.fr', password: PASSWORD },
    });
    const cookie = `__Host-sid=${redeemed.cookies[0]?.value}`;
    const granted = await app.inject({
      method: 'POST',
      url: `/api/v1/professionals/${professional}/mandates`,
      payload: { role: 'admin', from: '2020-01-01' },
      headers: { ...admin.headers, 'idempotency-key': randomUUID() },
    });
    const list = (headers: Record<string, string>) =>
      app.inject({ url: '/api/v1/professionals', headers: { cookie, ...headers } });
    const position = granted.headers['jalons-position'] as string;
    expect((await list({})).statusCode).toBe(403);
    const answered = async () => {
      const { statusCode, headers } = await list({ 'jalons-position': position });
      return [statusCode, headers['jalons-position-reached']];
    };
    // Rebuilt by an upgrade, mandates stand still: who is refused is told that it may be for want of one.
    stands = true;
    for (let asked = 1; asked <= 3; asked += 1) expect(await answered()).toEqual([403, 'false']);
    stands = false;
    expect(await answered()).toEqual([200, 'true']);
  });

  it('answers a retry with what was stored first, and refuses the same key for something else', async () => {
    const key = randomUUID();
    const first = await send('professionals', IDENTITY, { key });
    const again = await send('professionals', { ...IDENTITY }, { key });
    expect(again.json()).toEqual(first.json());
    expect(again.headers['jalons-position']).toBe(first.headers['jalons-position']);
    const other = await send('professionals', { ...IDENTITY, givenName: 'Autre' }, { key });
    expect(other.statusCode).toBe(422);
  });

  it.each([
    ['none', {}, 'idempotency-key-missing'],
    ['a short one', { 'idempotency-key': 'abc' }, 'idempotency-key-malformed'],
  ])('refuses a command with %s as its key', async (_what, headers, code) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/professionals',
      payload: IDENTITY,
      headers: { ...admin.headers, ...headers },
    });
    expect(answer.json()).toMatchObject({ status: 400, code });
  });

  it('changes a name only from the version that was read', async () => {
    const professional = await register();
    const change = (etag: string) =>
      send(`professionals/${professional}/identity`, IDENTITY, { method: 'PUT', headers: { 'if-match': etag } });
    expect((await change('"r0"')).statusCode).toBe(200);
    expect((await change('"r0"')).statusCode).toBe(409);
    expect((await change('r1')).json()).toMatchObject({ status: 400, code: 'if-match-malformed' });
  });

  it('refuses a null where a field may only be absent', async () => {
    const professional = await register();
    const answer = await send(`professionals/${professional}/mandates`, { ...operatorMandate(), territory: null });
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer: '/territory', code: 'is-id' })]);
  });

  it('lists colleagues page by page, each once, with the mandates that the reader may know of', async () => {
    const names = ['Aubry', 'Aubry', 'Benali', 'Costa', 'Diallo'];
    for (const familyName of names) await register({ givenName: 'Test', familyName });
    const structure = randomUUID();
    const holder = await register({ givenName: 'Test', familyName: 'Zola' });
    await send(`professionals/${holder}/mandates`, { role: 'operator', structure, from: '2020-01-01' });
    const readAs = async (session: TestSession) => {
      const found: { professional: string; mandates: unknown[] }[] = [];
      let cursor = '';
      do {
        const answer = await app.inject({
          url: `/api/v1/professionals?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
          headers: session.headers,
        });
        expect(answer.statusCode).toBe(200);
        found.push(...answer.json().items);
        cursor = answer.json().nextCursor ?? '';
        expect(cursor).not.toMatch(/Aubry|Benali|Test/);
      } while (cursor !== '');
      return found;
    };
    const all = await readAs(admin);
    expect(new Set(all.map(({ professional }) => professional)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(names.length + 1);
    const mandatesSeen = (list: typeof all) =>
      list.find(({ professional }) => professional === holder)?.mandates.length;
    expect(mandatesSeen(all)).toBe(1);
    expect(mandatesSeen(await readAs(await signInAs(owner, { role: 'operator' })))).toBe(0);
    for (const role of ['operator', 'structure-manager'] as const) {
      expect(mandatesSeen(await readAs(await signInAs(owner, { role, structure })))).toBe(1);
    }
  });

  it('lets a manager declare the absence of a member, and of nobody else', async () => {
    const structure = randomUUID();
    const member = await register();
    await send(`professionals/${member}/mandates`, { role: 'operator', structure, from: '2020-01-01' });
    const absence = { from: '2026-12-21', to: '2026-12-31', deputy: randomUUID() };
    const manager = await signInAs(owner, { role: 'structure-manager', structure });
    const stranger = await signInAs(owner, { role: 'structure-manager' });
    const colleague = await signInAs(owner, { role: 'operator', structure });
    const declare = (by: TestSession) => send(`professionals/${member}/absences`, absence, { by });
    expect((await declare(stranger)).json()).toMatchObject({ status: 403, code: 'not-your-member' });
    expect((await declare(colleague)).json()).toMatchObject({ status: 403, code: 'not-your-member' });
    const declared = await declare(manager);
    expect(declared.statusCode).toBe(201);
    const known = async (by: TestSession) =>
      (await app.inject({ url: `/api/v1/professionals/${member}/absences`, headers: by.headers })).json();
    expect(await known(manager)).toEqual({ items: [{ id: declared.json().id, ...absence }] });
    expect(await known(colleague)).toMatchObject({ status: 403, code: 'not-your-member' });
    const cancelled = await send(`professionals/${member}/absences/${declared.json().id}/cancel`, {}, { by: manager });
    expect(cancelled.statusCode).toBe(201);
    expect(await known(manager)).toEqual({ items: [] });
  });

  it('lets a manager declare the absence of who is to leave or to come, and no more of who has left', async () => {
    const structure = randomUUID();
    const manager = await signInAs(owner, { role: 'structure-manager', structure });
    const absence = { from: '2026-12-21', to: '2026-12-31', deputy: randomUUID() };
    const declared = async (from: string, until: string | null) => {
      const member = await register();
      const mandate = await send(`professionals/${member}/mandates`, { role: 'operator', structure, from });
      if (until !== null) {
        await send(`professionals/${member}/mandates/${mandate.json().id}/end`, { on: until });
      }
      const answer = await send(`professionals/${member}/absences`, absence, { by: manager });
      const read = await app.inject({ url: `/api/v1/professionals/${member}/absences`, headers: manager.headers });
      return [answer.statusCode, read.statusCode];
    };
    expect(await declared('2020-01-01', '2020-06-01')).toEqual([403, 403]);
    expect(await declared('2020-01-01', '2190-01-01')).toEqual([201, 200]);
    expect(await declared('2190-01-01', null)).toEqual([201, 200]);
  });

  it('acts for a structure that is held, and for no other', async () => {
    const structures = [randomUUID(), randomUUID()];
    const by = await signInAs(owner, ...structures.map((structure) => ({ role: 'operator' as const, structure })));
    const elevation = { beneficiaryId: randomUUID(), reason: 'safety', hours: 2 };
    const as = (structure: string) => send('elevations', elevation, { by, headers: { 'jalons-structure': structure } });
    expect((await as(randomUUID())).json()).toMatchObject({ status: 403, code: 'structure-not-held' });
    // Held in the read model alone: the stream of this professional does not exist, and the decider says so.
    expect((await as(structures[1]!)).json()).toMatchObject({ status: 404, code: 'professional-unknown' });
  });

  it('opens a case by break-the-glass, which the dpo sees', async () => {
    const professional = await register();
    await send(`professionals/${professional}/mandates`, operatorMandate());
    const by = await signInAs(owner, { role: 'operator' });
    await owner.query('UPDATE auth.sessions SET professional = $2 WHERE professional = $1', [
      by.professional,
      professional,
    ]);
    const beneficiaryId = randomUUID();
    const elevated = await send('elevations', { beneficiaryId, reason: 'safety', hours: 2 }, { by });
    expect(elevated.statusCode).toBe(201);
    const scoped = new ScopedDatabase(pools[0]!);
    const mine = await scoped.query<{ seen: string[] }>(by.token, 'SELECT auth.my_elevations() AS seen');
    expect(mine.rows[0]?.seen).toEqual([beneficiaryId]);
    const dpo = await signInAs(owner, { role: 'dpo' });
    const count = 'SELECT beneficiary FROM read.elevations WHERE beneficiary = $1';
    expect((await scoped.query(dpo.token, count, [beneficiaryId])).rowCount).toBe(1);
    expect((await scoped.query(admin.token, count, [beneficiaryId])).rowCount).toBe(0);
  });

  /** Somebody registered, with a mandate, whose session holds these. */
  async function holding(...mandates: Parameters<typeof signInAs>[1][]): Promise<TestSession> {
    const professional = await register();
    await send(`professionals/${professional}/mandates`, operatorMandate());
    const by = await signInAs(owner, ...mandates);
    for (const table of ['auth.sessions', 'read.mandates']) {
      await owner.query(`UPDATE ${table} SET professional = $2 WHERE professional = $1`, [
        by.professional,
        professional,
      ]);
    }
    return by;
  }

  /** How many elevations on a person the coordinator of each territory sees. */
  function seenOver(beneficiary: string, ...territories: string[]): Promise<(number | null)[]> {
    const scoped = new ScopedDatabase(pools[0]!);
    const count = 'SELECT FROM read.elevations WHERE beneficiary = $1';
    return Promise.all(
      territories.map(async (territory) => {
        const coordinator = await signInAs(owner, { role: 'coordinator', territory });
        return (await scoped.query(coordinator.token, count, [beneficiary])).rowCount;
      }),
    );
  }

  it('opens a case for one territory, which must be named among several: its coordinator is to see it', async () => {
    const [here, there] = [randomUUID(), randomUUID()];
    const by = await holding({ role: 'operator', territory: here }, { role: 'operator', territory: there });
    const elevation = { beneficiaryId: randomUUID(), reason: 'safety', hours: 2 };
    expect((await send('elevations', elevation, { by })).json()).toMatchObject({
      ...{ status: 422, code: 'territory-needed' },
    });
    const named = await send('elevations', elevation, { by, headers: { 'jalons-territory': there } });
    expect(named.statusCode).toBe(201);
    expect(await seenOver(elevation.beneficiaryId, there, here)).toEqual([1, 0]);
  });

  it.each(['steering', 'institutional', 'dpo', 'admin'] as const)(
    'opens a case for the one territory coordinated, whatever is held elsewhere as %s',
    async (role) => {
      const [here, there] = [randomUUID(), randomUUID()];
      const by = await holding({ role: 'coordinator', territory: here }, { role, territory: there });
      const beneficiaryId = randomUUID();
      const elevated = await send('elevations', { beneficiaryId, reason: 'safety', hours: 2 }, { by });
      expect(elevated.statusCode).toBe(201);
      expect(await seenOver(beneficiaryId, here, there)).toEqual([1, 0]);
    },
  );

  it('shows the access journal to the dpo, by who looked, whom and when, page after page', async () => {
    const journal = new PostgresAccessJournal(pools[0]!);
    const [looker, shown, other] = [randomUUID(), randomUUID(), randomUUID()];
    const noon = Date.parse('2026-03-10T11:00:00Z');
    const line = (at: number, subjects: readonly string[], professional = looker) => ({
      ...{ request: randomUUID(), professional, role: 'operator', structure: randomUUID(), action: 'parcours', at },
      subjects: subjects.map((subject) => ({ subject, reason: 'structure' as const })),
    });
    const many = Array.from({ length: 12 }, () => randomUUID());
    const lines = [line(noon, [shown]), line(noon + 1, [...many, shown]), line(noon + 86_400_000, [other], other)];
    for (const each of lines) await journal.record(each);
    const dpo = await signInAs(owner, { role: 'dpo' });
    const read = async (query: string) => {
      const answer = await app.inject({ url: `/api/v1/accesses?${query}`, headers: dpo.headers });
      return answer.json<{ items: { request: string; people: number; subjects: object[] }[]; nextCursor?: string }>();
    };
    const requests = async (query: string) => (await read(query)).items.map(({ request }) => request);
    const [first, second, third] = lines.map(({ request }) => request);
    expect(await requests('')).toEqual([third, second, first]);
    expect(await requests('from=2026-03-10&to=2026-03-10')).toEqual([second, first]);
    expect(await requests(`professional=${other}`)).toEqual([third]);
    const { items } = await read(`person=${shown}`);
    expect(items.map(({ request }) => request)).toEqual([second, first]);
    expect(items[0]).toMatchObject({ people: 13, subjects: [{ person: shown, reason: 'structure' }] });
    expect((await read('to=2026-03-10')).items[0]!.subjects).toHaveLength(10);
    const page = await read('limit=2');
    expect(await requests(`limit=2&cursor=${page.nextCursor}`)).toEqual([first]);
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(app, owner)).toEqual([]);
  });
});
