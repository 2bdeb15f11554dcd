import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, ScopedDatabase } from '@jalons/database';
import { createHttpApp, createLogger, CursorCodec, systemClock } from '@jalons/http';
import { foldedWords, keysAsked, loadNomenclatures } from '@jalons/kernel';
import { type AccessJournal, PostgresAccessJournal } from '@jalons/privacy';
import { ProjectionRunner } from '@jalons/projections';
import {
  ApiModule,
  connectStorage,
  eventTypes,
  openApiEngine,
  projectionsOf,
  READ_CONNECTIONS,
  readConfiguration,
} from '@jalons/runtime';
import pg from 'pg';
import { CaseList } from '../../../libs/case-views/src/cases/case-list.js';
import { casePage } from '../../../libs/case-views/src/cases/case-pages.js';
import { SEARCH, searchValues } from '../../../libs/case-views/src/search/people-search.js';
import { PARCOURS } from '../../../libs/case-views/src/timeline/parcours-views.js';
import { letOwnerWrite, signInAs, type TestSession } from '../../policies/sign-in-as.js';
import { openStore } from '../../support/event-store.js';
import { drive, interleaved, table, type Variant } from '../support/rounds.js';
import { startBenchServer } from '../support/server.js';
import { asReviewed } from './reviewed.js';
import { followedBy, storeTimes } from './stored.js';
import { EVENTS_EACH, fillProgramme, nameOf, type Programme } from './programme.js';

const AT_ONCE = 8;
const ROWS = 100;
const FOR_EVER_MS = 3_600_000;
/** Of the events folded: so that a million are stored, by default. */
const STORED_TIMES = 10;
const BEFORE_ALL = ['false', '-infinity', '00000000-0000-0000-0000-000000000000'];

/** $1, $2 one key of each name: the floor of a search, without scope, other spellings or rank. */
const ONE_KEY = `
  SELECT name.person, who.given_name, who.family_name, who.birth_date FROM read.person_names name
    JOIN read.persons who ON who.person = name.person
   WHERE name.given_keys @> ARRAY[$1] AND name.family_keys @> ARRAY[$2] LIMIT 21`;

/** Files actives, search and timelines. Options: rounds (5), parcours (10 000), and a word of the titles wanted (all). */
export async function run([rounds = '5', parcours = '10000', only = '']: string[]): Promise<void> {
  const server = await startBenchServer();
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-bench-keys-'));
  const closers: (() => Promise<unknown>)[] = [];
  const pool = (role: 'api' | 'admin', pipeline = false) => {
    const made = createPool(server.urls[role], { name: `bench-${role}`, max: READ_CONNECTIONS, pipeline });
    closers.unshift(() => made.end());
    return made;
  };
  const compare: Compare = async (title, unit, variants) => {
    if (!title.includes(only)) return;
    const measured = typeof variants === 'function' ? await variants() : variants;
    console.log(table(title, unit, await interleaved(measured, Number(rounds), 1_500), ['p95', 'p99']));
  };
  try {
    const programme = await prepare(server, secretsFolder, Number(parcours));
    const owner = new pg.Client({ connectionString: server.urls.owner });
    await owner.connect();
    closers.unshift(() => owner.end());
    await letOwnerWrite(owner, 'mandates');
    const structure = programme.structures[0]!;
    const session = await signInAs(owner, { role: 'operator', structure, territory: programme.territory });
    await compareQueries(programme, session, new ScopedDatabase(pool('api', true)), pool('admin'), compare);
    await compareJournal(session, new ScopedDatabase(pool('api', true)), pool('api'), structure, compare);
    closers.unshift(await compareOverHttp(programme, session, server.urls.api, secretsFolder, compare));
    await compareStored(
      Number(parcours),
      session,
      programme,
      new ScopedDatabase(pool('api', true)),
      pool('admin'),
      compare,
    );
  } finally {
    for (const close of closers) await close();
    await server.stop();
    rmSync(secretsFolder, { recursive: true });
  }
}

/** `variants` may be prepared only where they are wanted. */
type Compare = (
  title: string,
  unit: string,
  variants: readonly Variant[] | (() => Promise<readonly Variant[]>),
) => Promise<void>;

async function prepare(
  server: Awaited<ReturnType<typeof startBenchServer>>,
  secretsFolder: string,
  people: number,
): Promise<Programme> {
  const definitions = eventTypes;
  const writer = await openStore({ urls: server.urls, secretsFolder, definitions });
  const reader = await openStore({ urls: server.urls, secretsFolder, definitions, role: 'worker' });
  const { urls } = server;
  const projections = projectionsOf(loadNomenclatures());
  const runner = await ProjectionRunner.open({
    ...{ url: urls.worker, ownerUrl: urls.owner, store: reader.store, projections },
  });
  try {
    const started = performance.now();
    const programme = await fillProgramme(writer.store, people);
    const filled = performance.now();
    runner.start();
    if (!(await runner.waitFor(['case-views', 'risk'], programme.head, FOR_EVER_MS)))
      throw new Error('the end was not reached');
    const events = (people * EVENTS_EACH) / 1_000;
    const perSecond = (from: number, to: number) => Math.round((events * 1_000_000) / (to - from)).toLocaleString('en');
    console.log(
      `${people.toLocaleString('en')} parcours: ${perSecond(started, filled)} events/s appended, ` +
        `${perSecond(filled, performance.now())} events/s folded into all read models\n`,
    );
    return programme;
  } finally {
    await runner.stop();
    await Promise.all([writer.close(), reader.close()]);
    const admin = new pg.Client({ connectionString: urls.admin });
    await admin.connect();
    await asReviewed(admin);
    await admin.query('VACUUM ANALYZE');
    await admin.end();
  }
}

/** The statements alone, under the policies of a session, beside the same without any. */
async function compareQueries(
  { structures, parcours, territory }: Programme,
  { token }: TestSession,
  scoped: ScopedDatabase,
  admin: pg.Pool,
  compare: Compare,
): Promise<void> {
  const own = parcours.filter((_each, n) => n % structures.length === 0);
  const mine = [structures[0]!];
  const turns = { timeline: 0, search: 0 };
  const nextParcours = () => own[turns.timeline++ % own.length]!;
  const nextName = () => {
    const { givenName, familyName } = nameOf((turns.search++ * structures.length) % parcours.length);
    return [givenName.slice(0, 3), familyName] as const;
  };
  await compare(`timeline of one parcours, ${AT_ONCE} at once`, 'reads', [
    reading('Jalons, under policies', () =>
      scoped.query(token, PARCOURS.text, [nextParcours(), mine], { name: PARCOURS.name }),
    ),
    reading('the same, unscoped', () => admin.query({ ...PARCOURS, values: [nextParcours(), mine] })),
  ]);
  await compare(
    `file active of ${ROWS} rows, ${AT_ONCE} at once`,
    'pages',
    fileActive(token, mine, territory, scoped, admin),
  );
  await compare(`search by name, ${AT_ONCE} at once`, 'searches', [
    reading('Jalons, within the scope', () =>
      scoped.query(token, SEARCH, searchValues(keysAsked(nextName().join(' ')), 21), { name: 'bench_search' }),
    ),
    reading('one exact key of each name by the index, unscoped', () => {
      const [start, [family]] = [nextName()[0], foldedWords(nextName()[1])];
      return admin.query({ name: 'bench_floor', text: ONE_KEY, values: [`p:${foldedWords(start)[0]}`, `w:${family}`] });
    }),
  ]);
}

/** The timeline and the file active among many times as many stored, of those that the session may see. */
async function compareStored(
  people: number,
  { token }: TestSession,
  { structures, territory }: Programme,
  scoped: ScopedDatabase,
  admin: pg.Pool,
  compare: Compare,
): Promise<void> {
  const among = `${(people * EVENTS_EACH * STORED_TIMES).toLocaleString('en')} events stored, ${AT_ONCE} at once`;
  let stored: Promise<void> | undefined;
  const store = () => (stored ??= storeTimes(admin, STORED_TIMES));
  const mine = [structures[0]!];
  await compare(`timeline of one parcours, ${among}`, 'reads', async () => {
    await store();
    const own = await followedBy(admin, mine[0]!);
    let turn = 0;
    const next = () => own[turn++ % own.length]!;
    return [
      reading('Jalons, under policies', () =>
        scoped.query(token, PARCOURS.text, [next(), mine], { name: PARCOURS.name }),
      ),
      reading('the same, unscoped', () => admin.query({ ...PARCOURS, values: [next(), mine] })),
    ];
  });
  await compare(`file active of ${ROWS} rows, ${among}`, 'pages', async () => {
    await store();
    return fileActive(token, mine, territory, scoped, admin);
  });
}

function fileActive(
  token: string,
  mine: readonly string[],
  territory: string,
  scoped: ScopedDatabase,
  admin: pg.Pool,
): readonly Variant[] {
  const page = casePage('structure');
  const values = [mine, [false, true], ...BEFORE_ALL, ROWS + 1, '2026-11-25', [territory]];
  return [
    reading('Jalons, under policies', () => scoped.query(token, page.text, values, page)),
    reading('the same, unscoped', () => admin.query({ name: page.name, text: page.text, values })),
  ];
}

const reading = (name: string, once: () => Promise<unknown>): Variant => ({
  name,
  measure: (ms) => drive(AT_ONCE, ms, () => once().then(() => 1)),
});

/** What the line in the access journal adds to a read. */
async function compareJournal(
  session: TestSession,
  database: ScopedDatabase,
  duties: pg.Pool,
  structure: string,
  compare: Compare,
): Promise<void> {
  const none: AccessJournal = { record: () => Promise.resolve() };
  const scope = {
    ...{ professional: session.professional, name: null, token: session.token, structures: [structure] },
    ...{ roles: new Set(['operator'] as const), territories: [session.territory] },
    mandates: [{ mandate: structure, role: 'operator' as const, structure, territory: session.territory }],
  };
  const parts = { database, cursors: new CursorCodec(Buffer.alloc(32)), clock: systemClock, zone: 'Europe/Paris' };
  const list = (journal: AccessJournal) => new CaseList({ ...parts, journal });
  const [without, journaled] = [list(none), list(new PostgresAccessJournal(duties))];
  for (const atOnce of [1, 8, 16]) {
    const listing = (name: string, cases: CaseList): Variant => ({
      name,
      measure: (ms) =>
        drive(atOnce, ms, async () => {
          await cases.page({ scope, request: crypto.randomUUID() }, { whose: 'all', limit: ROWS });
          return 1;
        }),
    });
    await compare(`access journal, file active of ${ROWS} rows, ${atOnce} at once`, 'pages', [
      listing('Jalons, each read in the journal', journaled),
      listing('the same read, without its line', without),
    ]);
  }
}

/** Over HTTP, signed in, read and noted in the journal, answered as JSON. */
async function compareOverHttp(
  { structures, parcours }: Programme,
  session: TestSession,
  url: string,
  secretsFolder: string,
  compare: Compare,
): Promise<() => Promise<unknown>> {
  const engine = await openApiEngine(
    connectStorage(
      readConfiguration({ DATABASE_URL: url, JALONS_MASTER_KEY_FILE: join(secretsFolder, 'master.key') }),
      'api',
    ),
  );
  const app = await createHttpApp(ApiModule.of(engine), {
    ...{ logger: createLogger({ level: 'silent' }), idSecret: engine.idSecret, version: '0.0.0' },
    rateLimit: { max: 1_000_000_000, windowMs: 60_000 },
  });
  await app.listen(0, '127.0.0.1');
  const { port } = new URL(await app.getUrl());
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const own = parcours.filter((_each, n) => n % structures.length === 0);
  let turn = 0;
  const send = (path: string, body?: object) => asked(agent, Number(port), path, session, body);
  const title = `over HTTP, signed in and journaled, ${AT_ONCE} at once`;
  await compare(title, 'answers', [
    reading(`file active of ${ROWS} rows`, () => send(`cases?limit=${ROWS}`)),
    reading('file active by a filter', () => send(`cases?limit=${ROWS}&filter=orientation-pending`)),
    reading('counts of every filter', () => send('cases/counts')),
    reading('timeline of one parcours', () => send(`parcours/${own[turn++ % own.length]}`)),
    reading('search by name', () => {
      const { givenName, familyName } = nameOf((turn++ * structures.length) % parcours.length);
      return send('people/search', { name: `${familyName} ${givenName.slice(0, 3)}` });
    }),
    reading('orientations received', () => send('orientations')),
  ]);
  return async () => {
    agent.destroy();
    await app.close();
    await engine.close();
  };
}

function asked(agent: Agent, port: number, path: string, { headers }: TestSession, body?: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const sent = request(
      {
        ...{ agent, port, host: '127.0.0.1', path: `/api/v1/${path}`, method: body === undefined ? 'GET' : 'POST' },
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`));
        answer.resume().on('end', resolve);
      },
    );
    sent.on('error', reject).end(text);
  });
}
