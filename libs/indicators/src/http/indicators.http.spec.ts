import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createPool, ScopedDatabase } from '@jalons/database';
import { SYSTEM_KEY_ID } from '@jalons/event-log';
import { createHttpApp, createLogger, HealthController, PROJECTION_PROGRESS } from '@jalons/http';
import { IdentityModule } from '@jalons/identity';
import { caseNumberOf, civilDateOf, isUuid, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { parcoursDecider, type ParcoursCommand } from '@jalons/parcours';
import { PostgresAccessJournal } from '@jalons/privacy';
import { ProjectionRunner } from '@jalons/projections';
import { territoriesProjection, territoryDecider } from '@jalons/territory';

import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { NOW, PARCOURS_DEFINITIONS } from '../../../../test/support/parcours-http.js';
import { indicatorsProjection } from '../facts/indicators.projection.js';
import { indicatorsOf, IndicatorsModule } from '../indicators.module.js';

const YEAR = 'from=2026-01-01&to=2026-12-31';
/** After all that the machine may record meanwhile. */
const ASKED_AT = Date.parse('2190-06-15T12:00:00Z');
const codes = loadNomenclatures();
const decider = parcoursDecider(codes);
const DECISION = { now: NOW, zone: 'Europe/Paris' };

function contextOf(territory: Uuid) {
  const [commandId, actor, correlationId] = [randomUUID(), randomUUID(), randomUUID()];
  return { commandId, commandHash: 'x', actor, territory, correlationId };
}

describe('indicators over HTTP', () => {
  let installation: Installation;
  let store: OpenedStore;
  let pools: readonly pg.Pool[];
  let runner: ProjectionRunner;
  let app: NestFastifyApplication;
  let coordinator: TestSession;
  let structure: Uuid;

  beforeAll(async () => {
    installation = await openInstallation();
    const { database, secretsFolder } = installation;
    structure = await installation.addStructure();
    runner = await ProjectionRunner.open({
      ...{ url: database.urls.worker, ownerUrl: database.urls.owner, store: installation.store.store },
      projections: [territoriesProjection, indicatorsProjection],
    });
    runner.start();
    store = await openStore({ urls: database.urls, secretsFolder, definitions: PARCOURS_DEFINITIONS, role: 'api' });
    pools = [
      createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true }),
      createPool(database.urls.cli, { name: 'spec-cli', max: 1, pipeline: true }),
    ];
    const parts = {
      ...{ database: new ScopedDatabase(pools[0]!), log: store.log, codes, idSecret: store.idSecret },
      clock: { now: () => ASKED_AT },
      journal: new PostgresAccessJournal(pools[0]!),
    };
    @Module({
      imports: [IdentityModule.forRoot(parts), IndicatorsModule.forRoot(parts)],
      controllers: [HealthController],
      providers: [{ provide: PROJECTION_PROGRESS, useValue: runner }],
    })
    class SpecModule {}
    app = await createHttpApp(SpecModule, {
      ...{ logger: createLogger({ level: 'silent' }), idSecret: store.idSecret, version: '0.0.0' },
    });
    await app.init();
    coordinator = await signInAs(installation.owner, { role: 'coordinator', territory: installation.territory });
  });

  afterAll(async () => {
    await app.close();
    await runner.stop();
    await Promise.all([store.close(), ...pools.map((pool) => pool.end())]);
    await installation.close();
  });

  const read = (path: string, headers: Record<string, string> = {}, by = coordinator) =>
    app.inject({ url: `/api/v1/indicators${path}`, headers: { ...by.headers, ...headers } });

  /** Runs a command on a parcours of the territory; answers its position, to be waited for. */
  async function does(parcours: Uuid, person: Uuid, command: ParcoursCommand): Promise<string> {
    const { position } = await installation.store.runner.run({
      ...{ decider, stream: `parcours-${parcours}` as const, command, keyId: person },
      ...{ context: contextOf(installation.territory), decision: DECISION },
    });
    return position;
  }

  async function enters(on: string): Promise<{ readonly parcours: Uuid; readonly person: Uuid }> {
    const [parcours, person] = [randomUUID(), await installation.addPerson(structure)];
    const eligibility = {
      perimeter: 'inside',
      qpv: 'unknown',
      evidence: 'declared',
      minimumAge: 16,
      age: 'adult',
    } as const;
    const data = { beneficiaryId: person, structure, entryChannel: 'walk-in', eligibility };
    await does(parcours, person, { type: 'OpenParcours', occurredOn: civilDateOf(on), data });
    return { parcours, person };
  }

  const leaves = ({ parcours, person }: { parcours: Uuid; person: Uuid }, on: string, reason: string) =>
    does(parcours, person, {
      ...{ type: 'ExitParcours', occurredOn: civilDateOf(on) },
      data: {
        ...{ reason, proof: { kind: 'none' } },
        ...(reason === 'job' && { contract: { kind: 'permanent', startsOn: civilDateOf(on) } }),
      },
    });

  it('answer what was recorded up to a position, and name the one they rest on', async () => {
    const [amina, bruno] = [await enters('2026-01-10'), await enters('2026-02-10')];
    await enters('2026-03-10');
    await leaves(amina, '2026-06-10', 'job');
    const position = await leaves(bruno, '2026-07-10', 'unknown');
    // A request waits for two seconds at most, which is too little for a machine that does much else.
    expect(await runner.waitFor(['indicators', 'territories'], position, 25_000)).toBe(true);
    const answer = await read(`/iae-dynamic?${YEAR}`, { 'jalons-position': position });
    expect(answer.headers['jalons-position-reached']).toBe('true');
    const head = await store.log.head();
    expect(answer.json()).toEqual({
      ...{ id: 'iae-dynamic', version: 1, value: 0.5, numerator: 1, denominator: 2 },
      ...{
        neutralised: 0,
        unknown: 1,
        undetermined: 0,
        erased: 0,
        cutsQuarter: false,
        fragile: true,
        strictlyPositive: 0,
        interval: { low: expect.closeTo(0.0945, 4), high: expect.closeTo(0.9055, 4) },
        provisional: head!.recordedAt < Date.parse('2026-12-31T22:59:59.999Z'),
      },
      ...{ asOf: new Date(head!.recordedAt).toISOString(), position },
    });
    expect((await read(`/people-active?${YEAR}`)).json()).toMatchObject({ value: 3, denominator: null });
    const before = await read(`/people-active?${YEAR}&asOf=2026-01-01&territory=${installation.territory}`);
    expect(before.json()).toMatchObject({ value: 0, provisional: true, asOf: '2026-01-01T22:59:59.999Z' });
  });

  it('are explained by the parcours behind them, page by page, by number, and leave their line in the journal', async () => {
    const list = `/iae-dynamic/parcours?${YEAR}&limit=1`;
    const first = (await read(list)).json();
    const second = (await read(`${list}&cursor=${first.nextCursor}`)).json();
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([1, 1, undefined]);
    expect([second.asOf, second.position]).toEqual([first.asOf, first.position]);
    const items = [...first.items, ...second.items] as Record<string, string>[];
    expect(items.map(({ verdict }) => verdict).toSorted()).toEqual(['numerator', 'unknown']);
    for (const { parcoursId, caseNumber, eventId, beneficiaryId, ...more } of items) {
      expect(caseNumber).toBe(caseNumberOf(parcoursId!));
      expect([eventId!, beneficiaryId!].every((id) => isUuid(id))).toBe(true);
      expect(Object.keys(more)).toEqual(['verdict']);
    }
    const { rows } = await installation.owner.query<{ role: string; people: number }>(
      `SELECT role, cardinality(subjects) AS people FROM journal.accesses WHERE action = 'indicator-parcours'`,
    );
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ role: 'coordinator', people: 1 })));
    const active = (await read(`/people-active/parcours?${YEAR}`)).json();
    expect(active.items.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'numerator',
      'numerator',
      'numerator',
    ]);
    const other = await read(`/exits/parcours?${YEAR}&cursor=${first.nextCursor}`);
    expect(other.statusCode).toBe(400);
  });

  it('are known until now where that is asked, however long ago the newest event was', async () => {
    const year = 'from=2190-01-01&to=2190-06-15';
    expect((await read(`/exits?${year}`)).json()).toMatchObject({ code: 'window-after-as-of' });
    const asOf = new Date(ASKED_AT).toISOString();
    expect((await read(`/exits?${year}&asOf=now`)).json()).toMatchObject({ value: 0, asOf });
  });

  it('are known until now on the day itself, which is not over', async () => {
    const today = await read('/exits?from=2190-06-01&to=2190-06-15&asOf=2190-06-15');
    expect(today.json()).toMatchObject({ asOf: '2190-06-15T12:00:00.000Z', provisional: true });
  });

  it('are listed with their definition in words, in the language asked for', async () => {
    const french = (await read('')).json() as {
      items: { id: string; label: string; definition: string; status: string }[];
    };
    expect(french.items.map(({ id }) => id)).toContain('plie-national-raw');
    expect(french.items.find(({ id }) => id === 'exits')).toMatchObject({
      ...{ label: 'Sorties', unit: 'parcours', kind: 'count', status: 'sourced' },
      definition: 'Parcours dont la date de sortie est dans la période, quel que soit le motif.',
    });
    const english = (await read('', { 'accept-language': 'en' })).json() as typeof french;
    expect(english.items.find(({ id }) => id === 'exits')?.label).toBe('Exits');
    const rates = french.items.filter(({ id }) => id.startsWith('plie-'));
    expect(rates.map(({ status }) => status)).toEqual(['to-confirm', 'to-confirm']);
    const { classes } = english.items.find(({ id }) => id === 'iae-dynamic') as unknown as { classes: object[] };
    expect(classes).toContainEqual({
      ...{ reason: 'job', contract: 'fixed-term', minMonths: 6, belowMonths: null, family: 'durable' },
      ...{ status: 'sourced', source: 'ASP label: 6 mois et plus' },
    });
  });

  it.each([
    ['/happiness?from=2026-01-01&to=2026-01-31', 404, 'indicator-unknown', undefined],
    [`/exits?${YEAR}&version=9`, 404, 'indicator-unknown', undefined],
    ['/exits?from=2026-01-01', 422, 'invalid-input', '/to'],
    ['/exits?from=2026-02-01&to=2026-01-01', 422, 'window-reversed', '/to'],
    ['/exits?from=2026-02-01&to=2026-02-28&asOf=2026-01-31', 422, 'window-after-as-of', '/from'],
    [`/exits?${YEAR}&asOf=yesterday`, 422, 'invalid-input', '/asOf'],
    [`/exits?${YEAR}&asOf=2026-02-30`, 422, 'no-such-day', '/asOf'],
    [`/exits?${YEAR}&asOf=2026-02-30T10:00:00Z`, 422, 'no-such-day', '/asOf'],
    [`/exits?${YEAR}&asOf=2026-02-28T25:00:00Z`, 422, 'no-such-day', '/asOf'],
    [`/exits?${YEAR}&asOf=2190-06-16`, 422, 'as-of-in-the-future', '/asOf'],
    [`/exits?${YEAR}&asOf=2190-06-15T14:00:00.001%2B02:00`, 422, 'as-of-in-the-future', '/asOf'],
    [`/exits?${YEAR}&territory=${randomUUID()}`, 403, 'territory-not-coordinated', undefined],
  ])('%s is refused', async (path, status, code, field) => {
    const answer = await read(path);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code, ...(field !== undefined && { errors: [{ pointer: field }] }) });
  });

  it('count days by the clock of one territory at a time', async () => {
    const reunion = randomUUID();
    const founded = {
      type: 'FoundTerritory',
      name: 'Une île',
      zone: 'Indian/Reunion',
      on: civilDateOf('2020-01-01'),
    } as const;
    const { position } = await installation.store.runner.run({
      ...{ decider: territoryDecider(codes), stream: `territory-${reunion}` as const, command: founded },
      ...{ context: contextOf(reunion), decision: DECISION, keyId: SYSTEM_KEY_ID },
    });
    expect(await runner.waitFor(['territories'], position, 15_000)).toBe(true);
    const both = [installation.territory, reunion].map((territory) => ({ role: 'coordinator' as const, territory }));
    const session = await signInAs(installation.owner, ...both);
    expect((await read(`/exits?${YEAR}`, {}, session)).json()).toMatchObject({ code: 'territory-needed' });
    const one = await read(`/exits?${YEAR}&asOf=2026-06-30&territory=${reunion}`, {}, session);
    expect(one.json()).toMatchObject({ asOf: '2026-06-30T19:59:59.999Z', value: 0 });
  });

  it('are the command line’s too, without a session', async () => {
    const { indicators } = indicatorsOf({ database: new ScopedDatabase(pools[1]!), log: store.log, codes });
    const window = { from: civilDateOf('2026-01-01'), to: civilDateOf('2026-12-31'), now: ASKED_AT };
    expect(await indicators.indicator('exits', window, 'Europe/Paris')).toMatchObject({ value: 2, unknown: 1 });
  });

  it('answer everyone as the table of routes says', async () => {
    expect(await walkRoutes(app, installation.owner)).toEqual([]);
  });
});
