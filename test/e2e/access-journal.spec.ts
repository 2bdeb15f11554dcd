import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachEmbeddedDatabase } from '@jalons/database';
import { ROLES } from '@jalons/identity';
import { addDays, dateAt, loadNomenclatures, projectRoot } from '@jalons/kernel';
import pg from 'pg';
import { ENDLESS, ROUTES } from '../policies/routes.js';
import { valuesIn, valuesOf } from '../support/her-values.js';
import { Listening } from '../support/listening.js';
import { OpenedPlace, type Someone } from '../support/opened-place.js';
import { routesOf, type Document } from './journal/document.js';
import { Circumstances } from './journal/circumstances.js';
import { Forms } from './journal/forms.js';
import { Reads, type Known } from './journal/reads.js';
import { Visit, type Surroundings } from './journal/visit.js';
import { JournalWatch } from './journal/watch.js';
import { RunningProduct } from './running-product.js';

const MINUTE = 60_000;
const today = dateAt(Date.now(), 'Europe/Paris');
const document = JSON.parse(readFileSync(join(projectRoot(), 'docs', 'reference', 'openapi.json'), 'utf8')) as Document;
const routes = routesOf(document);

/** Routes that show personal values, without which this test would look at nothing; new ones need no line here. */
const SHOWING = [
  ...['GET /api/v1/cases', 'GET /api/v1/alerts', 'GET /api/v1/alerts/:id'],
  'GET /api/v1/orientations',
  'GET /api/v1/orientations/:id',
  'GET /api/v1/outreach/:id',
  'GET /api/v1/parcours/:id',
  'GET /api/v1/parcours/:id/identity',
  'POST /api/v1/people/search',
  'POST /api/v1/people/known',
  'GET /api/v1/people/:id',
  'GET /api/v1/people/:id/timeline',
  'GET /api/v1/duplicates',
  'GET /api/v1/notices-due',
];

/** Every route of the document and the live stream, on a product that holds known personal values. */
describe('whatever shows personal data', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-journal-'));
  const folder = join(parent, 'data');
  let product: RunningProduct;
  let journal: pg.Client;
  let client: JournalWatch;
  let around: Surroundings;
  const listening: Listening[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    product = new RunningProduct(folder);
    const { origin } = new URL(await product.address());
    const urls = await attachEmbeddedDatabase(folder);
    journal = new pg.Client({ connectionString: urls!.admin });
    await journal.connect();
    client = new JournalWatch(origin, routes, journal);
    around = await surroundings(await OpenedPlace.open(client, await product.printed(/lien#(\S+)/)));
    await callEverything();
  }, 10 * MINUTE);

  afterAll(async () => {
    for (const each of listening) each.close();
    await journal?.end();
    await product?.kill('SIGTERM');
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  }, MINUTE);

  async function surroundings(place: OpenedPlace): Promise<Surroundings> {
    const otherStructure = await place.addStructure('Autre structure inventée');
    const { structure } = place;
    const colleague = await place.arrive('operator', structure);
    const manager = await place.arrive('structure-manager', structure);
    const receiver = await place.arrive('operator', otherStructure);
    const receivingManager = await place.arrive('structure-manager', otherStructure);
    const others: Someone[] = [];
    for (const role of ['steering', 'institutional', 'dpo'] as const) others.push(await place.arrive(role));
    const everybody = [
      ...[place.operator, manager, place.coordinator, ...others, place.admin],
      ...[receiver, receivingManager, colleague],
    ];
    for (const someone of everybody) client.knows(someone);
    let n = 0;
    return {
      ...{ place, client, today, colleague, manager, receiver, otherStructure, everybody },
      routes: new Map(routes.map((route) => [route.name, route])),
      forms: new Forms(document, loadNomenclatures()),
      circumstances: new Circumstances(place, client, journal, today),
      next: () => (n += 2),
      mayCall,
    };
  }

  /** One of each role, of the place's own structure where a role is held in one. */
  const callers = () => ROLES.map((role) => around.everybody.find((each) => each.role === role)!);

  async function callEverything(): Promise<void> {
    const known = await knownPeople();
    await listen();
    const ordinary = routes.filter(({ name }) => !ENDLESS.has(name));
    for (const route of ordinary.filter((each) => !Reads.isRead(each))) {
      for (const caller of callers().filter((each) => mayCall(route.name, each))) {
        await new Visit(around, route, caller).run().catch(note);
      }
    }
    const reads = new Reads(around, known);
    for (const route of ordinary.filter(Reads.isRead)) {
      const readers = [...callers(), around.receiver].filter((each) => mayCall(route.name, each));
      for (const caller of readers) await reads.run(route, caller).catch(note);
    }
  }

  const note = (error: unknown) => void problems.push((error as Error).message);

  /** People in each relation to the structure: its own, sent on, received, opened by break-the-glass, and nobody's. */
  async function knownPeople(): Promise<readonly Known[]> {
    const { place, receiver, otherStructure } = around;
    const own = await enter(place.operator, otherStructure);
    const received = await enter(receiver, place.structure);
    const opened = await enter(receiver);
    for (const { cookie } of [place.operator, around.manager, place.coordinator]) {
      await client.done('/elevations', cookie, { beneficiaryId: opened.person, reason: 'safety', hours: 2 });
    }
    const alerted = await register(place.operator);
    const raised = await around.circumstances.alerted(alerted.person, valuesOf(alerted.n).text);
    return [own, received, opened, await enter(receiver), { ...alerted, ...raised }];
  }

  async function register({ cookie }: Someone): Promise<{ readonly n: number; readonly person: string }> {
    const n = around.next();
    const { address, text: _note, ...herself } = valuesOf(n);
    const qpv = { code: '2024-grand-mirail', evidence: 'declared' };
    const { body } = await client.done('/beneficiaries', cookie, { ...herself, qpv });
    const person = String(body['id']);
    client.belongsTo(n, person);
    await client.call(`/beneficiaries/${person}/address`, cookie, { method: 'PUT', body: { address, qpv } });
    return { n, person };
  }

  async function enter(someone: Someone, sentTo?: string): Promise<Known> {
    const { cookie } = someone;
    const { n, person } = await register(someone);
    const { text } = valuesOf(n);
    const occurredOn = addDays(around.today as typeof today, -40);
    const opening = { entryChannel: 'walk-in', occurredOn, note: text };
    const opened = await client.done(`/beneficiaries/${person}/parcours`, cookie, opening);
    const parcours = String(opened.body['id']);
    if (sentTo === undefined) return { n, person, parcours };
    const orientation = await client.done(`/parcours/${parcours}/steps/orientations`, cookie, {
      ...{ occurredOn: today, toStructure: sentTo, commonLaw: true, need: 'mobilite', personAgreed: true },
      ...{ transfersReferent: false, sheet: { summary: text } },
    });
    return { n, person, parcours, orientation: String(orientation.body['id']) };
  }

  async function listen(): Promise<void> {
    for (const caller of callers().filter((each) => mayCall('GET /api/v1/live', each))) {
      const headers = { cookie: caller.cookie, origin: client.origin };
      listening.push(await Listening.open(`${client.origin}/api/v1/live`, headers));
    }
  }

  it('is a route of the table, and called by each role that it names', () => {
    expect(routes.filter(({ name }) => ROUTES[name] === undefined)).toEqual([]);
    expect(problems).toEqual([]);
    const missing = routes.flatMap(({ name }) =>
      callers()
        .filter((caller) => mayCall(name, caller) && !ENDLESS.has(name))
        .filter(({ role }) => !client.calls.some((call) => call.route === name && isCallOf(call.caller, role, name)))
        .map(({ role }) => `${name} by ${role}`),
    );
    expect(missing).toEqual([]);
  });

  it('answers somebody with what was asked, route by route', () => {
    const answered = new Set(client.calls.filter(({ status }) => status < 300).map(({ route }) => route));
    const refused = routes
      .filter(({ name }) => !answered.has(name) && !ENDLESS.has(name))
      .map(({ name }) => [name, client.calls.findLast(({ route }) => route === name)?.code]);
    expect(refused).toEqual([]);
    expect(client.calls.filter(({ status }) => status === 429 || status >= 500)).toEqual([]);
  });

  it('has left its line in the access journal before the answer came: who, whom, why', () => {
    expect([...new Set(client.unexplained)]).toEqual([]);
  });

  it('is found by this test where it is known to be shown', () => {
    const shown = new Set(client.calls.filter(({ found }) => found.length > 0).map(({ route }) => route));
    expect([...shown]).toEqual(expect.arrayContaining(SHOWING));
    const kinds = new Set(client.calls.flatMap(({ found }) => found.map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual(Object.keys(valuesOf(0)).toSorted());
  });

  it('is never in the live stream, which tells ids alone', () => {
    expect(listening).toHaveLength(3);
    for (const { text } of listening) {
      expect(text).toContain('event: changed');
      expect(valuesIn(text)).toEqual([]);
    }
  });
});

function mayCall(route: string, { role }: Someone): boolean {
  const allowed = ROUTES[route];
  return allowed === 'public' || allowed === 'signed-in' || (allowed?.includes(role) ?? false);
}

/** Public routes are called without a session, and a route that ends one is called under another. */
function isCallOf(caller: string, role: string, route: string): boolean {
  return caller === role || ROUTES[route] === 'public' || route.endsWith('/sign-out');
}
