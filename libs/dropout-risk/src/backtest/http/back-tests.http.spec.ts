import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, dataFolder } from '@jalons/database';
import { SYSTEM_KEY_ID, type StoredEvent } from '@jalons/event-log';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import pg from 'pg';
import { letOwnerWrite, signInAs, type TestSession } from '../../../../../test/policies/sign-in-as.js';
import { openStore, type OpenedStore } from '../../../../../test/support/event-store.js';
import { openProductApi, type ProductApi } from '../../../../../test/support/product.js';
import { RISK_DEFINITIONS } from '../../../../../test/support/risk/definitions.js';
import { inventedId, type LivesSettings } from '../../../../../test/support/risk/invented-lives.js';
import { fillWithLives } from '../../../../../test/support/risk/lives-log.js';
import { DEFAULT_RULES } from '../../../../../test/support/risk/story.js';
import { ruleSetHash } from '../../rule-set/rule-set-hash.js';
import { BackTestRuns } from '../job/back-test-runs.js';
import { carryOutBackTest, type CarryOutParts } from '../job/carry-out-back-test.js';
import type { BackTestRunView } from './back-tests.dto.js';

const TERRITORY = inventedId('territory', 1);
const PEOPLE = 120;
const LIVES: LivesSettings = {
  ...{ people: PEOPLE, from: '2024-01-01', days: 300, until: '2025-11-30', territory: TERRITORY },
};

describe('back-tests over HTTP', () => {
  let product: ProductApi;
  let owner: pg.Client;
  let store: OpenedStore;
  let pool: pg.Pool;
  let parts: CarryOutParts;
  let coordinator: TestSession;
  let stranger: TestSession;

  beforeAll(async () => {
    product = await openProductApi();
    const { urls } = product.database;
    const secretsFolder = dataFolder(product.folder).secrets;
    owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
    await fillWithLives(urls.owner, store, LIVES);
    for (const table of ['mandates', 'risk_board']) await letOwnerWrite(owner, table);
    await owner.query(
      `INSERT INTO read.risk_board (parcours, beneficiary, territory, viewers, receivers, is_open)
       SELECT parcours, person, $3, '{}', '{}', true FROM unnest($1::uuid[], $2::uuid[]) told (parcours, person)`,
      [
        Array.from({ length: PEOPLE }, (_, n) => inventedId('parcours', n)),
        Array.from({ length: PEOPLE }, (_, n) => inventedId('person', n)),
        TERRITORY,
      ],
    );
    pool = createPool(urls.worker, { name: 'spec', max: 2 });
    parts = {
      ...{ runs: new BackTestRuns(pool), store: store.store, runner: store.runner, idSecret: store.idSecret },
      ...{ place: { url: urls.worker, masterKey: { secretsFolder } }, zone: 'Europe/Paris' },
      clock: { now: () => Date.parse('2025-12-01T09:00:00Z') },
    };
    coordinator = await signInAs(owner, { role: 'coordinator', territory: TERRITORY });
    stranger = await signInAs(owner, { role: 'coordinator' });
  });
  afterAll(async () => {
    await Promise.all([pool.end(), store.close(), owner.end()]);
    await product.close();
  });

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    payload?: object,
    session = coordinator,
    key: string = randomUUID(),
  ) {
    const answer = await product.app.inject({
      ...{ method, url: `/api/v1/rule-sets/${path}` },
      headers: { ...session.headers, 'idempotency-key': key },
      ...(payload !== undefined && { payload }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? null : (JSON.parse(answer.body) as never) };
  }
  const ask = async (form: object, version = 1) => {
    const { status, body } = await call('POST', `${version}/back-tests`, form);
    expect(status).toBe(202);
    return (body as unknown as { id: Uuid }).id;
  };
  const read = async (id: Uuid, version = 1) =>
    (await call('GET', `${version}/back-tests/${id}`)).body as unknown as BackTestRunView;
  const recorded = async () =>
    ((await store.store.load(`ruleSet-${TERRITORY}`)) as readonly StoredEvent[]).filter(
      ({ type }) => type === 'BackTestRecorded',
    );
  const carryOut = (id: Uuid, more: Partial<CarryOutParts> = {}) =>
    carryOutBackTest({ ...parts, ...more }, id, new AbortController().signal);

  it('are asked for, carried out, and recorded once', async () => {
    const id = await ask({ horizon: 60 });
    expect(await read(id)).toMatchObject({ state: 'waiting', horizon: 60, from: null, summary: null, eventId: null });
    await carryOut(id);
    const run = await read(id);
    expect(run).toMatchObject({ state: 'recorded', error: null, summary: { asked: { horizonDays: 60 } } });
    expect(run.progress.read).toBe(run.progress.total ?? run.progress.read);
    const [event, ...more] = await recorded();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      ...{ eventId: run.eventId, actor: coordinator.professional, territory: TERRITORY },
      data: { version: 1, ruleSetHash: ruleSetHash(DEFAULT_RULES), summary: { hash: run.summary!.hash } },
    });
    await carryOut(id);
    expect(await recorded()).toHaveLength(1);
    expect((await call('GET', '1/back-tests')).body).toMatchObject({ items: [{ id, state: 'recorded' }] });
    expect(await call('DELETE', `1/back-tests/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'back-test-recorded' },
    });
  });

  it('tell the coordinator which exits nothing foresaw, by case number, and nobody else anything', async () => {
    const id = await ask({});
    await carryOut(id);
    const { summary } = await read(id);
    const { body } = await call('GET', `1/back-tests/${id}/missed-cases`);
    const { items } = body as unknown as { items: readonly { caseNumber: string; parcoursId: Uuid }[] };
    expect(items).toHaveLength(Math.round(summary!.exits * (1 - summary!.recall!)));
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]!.caseNumber).toMatch(/^Dossier [0-9A-F]{8}$/);
    const { rows: lines } = await owner.query(
      `SELECT line.professional, line.role, line.reasons,
              (SELECT array_agg(board.parcours ORDER BY board.parcours)
                 FROM read.risk_board board WHERE board.beneficiary = ANY (line.subjects)) AS parcours
         FROM journal.accesses line WHERE line.action = 'missed-cases'`,
    );
    expect(lines).toEqual([
      {
        ...{ professional: coordinator.professional, role: 'coordinator', reasons: items.map(() => 'duty') },
        parcours: items.map(({ parcoursId }) => parcoursId).toSorted(),
      },
    ]);
    for (const path of [`1/back-tests/${id}`, `1/back-tests/${id}/missed-cases`]) {
      expect((await call('GET', path, undefined, stranger)).status).toBe(404);
    }
    expect((await call('DELETE', `1/back-tests/${id}`, undefined, stranger)).status).toBe(404);
  });

  it('leave nothing where they are taken back, before or meanwhile', async () => {
    const before = await recorded();
    const waiting = await ask({});
    expect((await call('DELETE', `1/back-tests/${waiting}`)).status).toBe(204);
    await carryOut(waiting);
    const running = await ask({});
    await carryOut(running, {
      store: {
        load: async (stream) => {
          expect((await call('DELETE', `1/back-tests/${running}`)).status).toBe(204);
          return store.store.load(stream);
        },
      },
    });
    expect(await recorded()).toEqual(before);
    const { rows } = await pool.query('SELECT FROM engine.back_tests WHERE id = ANY ($1)', [[waiting, running]]);
    expect(rows).toEqual([]);
    expect((await call('GET', `1/back-tests/${running}`)).status).toBe(404);
  });

  it('of a draft fail where it changed meanwhile, and compare two versions where it did not', async () => {
    const draft = async (atRisk: number) => {
      const ruleSet = { ...DEFAULT_RULES, version: 2, levels: { ...DEFAULT_RULES.levels, atRisk } };
      const stream = `ruleSet-${TERRITORY}` as const;
      const data = { version: 2, ruleSet, hash: ruleSetHash(ruleSet) };
      const past = await store.store.load(stream);
      const commandId = randomUUID();
      const context = { commandId, commandHash: 'x', actor: coordinator.professional, correlationId: commandId };
      const event = { type: 'RuleSetDrafted', data, occurredOn: civilDateOf('2025-12-01') };
      await store.store.append(stream, past.length - 1, [event], context, SYSTEM_KEY_ID);
    };
    await draft(3);
    const changed = await ask({}, 2);
    await draft(5);
    await carryOut(changed);
    expect(await read(changed, 2)).toMatchObject({ state: 'failed', error: 'rule-set-changed', summary: null });
    const compared = await ask({ against: 1 }, 2);
    await carryOut(compared);
    expect(await read(compared, 2)).toMatchObject({
      ...{ state: 'recorded', against: 1 },
      comparison: { other: { version: 1 }, cohort: { onlyThis: { landmarks: 0 } } },
    });
  });

  it('are asked for once under one key, which takes no other question', async () => {
    const reused = { status: 422, body: { code: 'idempotency-key-reused' } };
    const key = randomUUID();
    const asked = (path: string, form: object, session = coordinator) => call('POST', path, form, session, key);
    const first = await asked('1/back-tests', { horizon: 30 });
    expect(await asked('1/back-tests', { horizon: 30 })).toEqual(first);
    expect(await asked('1/back-tests', { horizon: 31 })).toMatchObject(reused);
    expect(await asked('2/back-tests', { horizon: 30 })).toMatchObject(reused);
    expect(await read((first.body as unknown as { id: Uuid }).id)).toMatchObject({ horizon: 30 });

    // By one person for her two territories.
    const away = randomUUID();
    const both = await signInAs(
      owner,
      { role: 'coordinator', territory: TERRITORY },
      { role: 'coordinator', territory: away },
    );
    const of = (territory: Uuid) => ({ ...both, headers: { ...both.headers, 'jalons-territory': territory } });
    expect(await asked('1/back-tests', {}, of(TERRITORY))).toMatchObject({ status: 202 });
    expect(await asked('1/back-tests', {}, of(away))).toMatchObject(reused);
  });

  it('are refused where nobody can answer', async () => {
    expect(await call('POST', '1/back-tests', { horizon: 0 })).toMatchObject({ status: 422 });
    expect(await call('POST', '1/back-tests', { from: '2025-06-01', to: '2025-01-01' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/from' }] },
    });
    expect(await call('POST', '9/back-tests', {})).toMatchObject({ status: 404, body: { code: 'rule-set-unknown' } });
    expect(await call('POST', '1/back-tests', { against: 9 })).toMatchObject({ status: 422 });
    for (const version of ['99999999999', '0', '-1', 'x']) {
      const answer = await call('GET', `${version}/back-tests`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'rule-set-unknown' } });
    }
  });
});
