import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachEmbeddedDatabase } from '@jalons/database';
import { randomId } from '@jalons/kernel';
import pg from 'pg';
import { LeakScan } from '../runner/leak-scan.mjs';
import { SEEDED, seededIn, type SeededValues } from '../support/seeded-values.js';
import { RunningProduct } from './running-product.js';

const MINUTE = 60_000;
const PASSWORD = 'sept chevaux agrafent la pluie';
/** Where what is shown is kept in clear, under policies; everywhere else a person is a number. */
const SHOWN = ['read', 'building', 'retired'];

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

describe('a person who was registered', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-leak-'));
  let product: RunningProduct;
  let origin: string;
  let admin: pg.Client;

  beforeAll(async () => {
    product = new RunningProduct(join(parent, 'data'), { LOG_LEVEL: 'debug' });
    origin = new URL(await product.address()).origin;
    const urls = await attachEmbeddedDatabase(product.folder);
    admin = new pg.Client({ connectionString: urls!.admin });
    await admin.connect();
    await useProduct(await product.printed(/lien#(\S+)/));
  }, 3 * MINUTE);

  afterAll(async () => {
    await admin?.end();
    await product?.kill('SIGTERM');
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  }, MINUTE);

  /** How far the log was with what was sent last: what is sent next is judged with it. */
  let position: string | null = null;

  async function send(
    path: string,
    body: unknown,
    cookie = '',
    key: string = randomId(),
  ): Promise<Answer & { cookie: string }> {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': key, origin, cookie },
        ...(position !== null && { 'jalons-position': position }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    position = response.headers.get('jalons-position') ?? position;
    const text = await response.text();
    const session = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), cookie: session };
  }

  async function redeem(token: string, login: string): Promise<string> {
    const { status, cookie } = await send('/auth/links/redeem', { token, login, password: PASSWORD });
    expect(status).toBe(200);
    return cookie;
  }

  /** Opens the product, registers a person, and does wrong whatever can be done wrong with what is known of her. */
  async function useProduct(firstToken: string): Promise<void> {
    const first = await redeem(firstToken, 'premiere@exemple.example');
    const opened = await send('/first-run', firstRun(), first);
    expect(opened.status).toBe(201);
    const invitations = opened.body.invitations as readonly { role: string; link: string }[];
    const link = invitations.find(({ role }) => role === 'operator')!.link;
    const operator = await redeem(link.slice(link.indexOf('#') + 1), SEEDED.professionalEmail);
    const key = randomId();
    const registered = await send('/beneficiaries', person(), operator, key);
    expect(registered.status).toBe(201);
    const refusals = [
      await send('/beneficiaries', person({ givenName: SEEDED.note }), operator, key),
      await send('/beneficiaries', person({ birthDate: SEEDED.note }), operator),
      await send('/beneficiaries', person({ familyName: `${SEEDED.familyName} 1 85 05 78 006 084 91` }), operator),
      await send('/beneficiaries', person({ phone: SEEDED.email, email: SEEDED.phone }), operator),
      await send('/beneficiaries', person({ [SEEDED.note]: SEEDED.address }), operator),
      await send('/beneficiaries', `{"givenName":"${SEEDED.givenName}","familyName":${SEEDED.familyName}}`, operator),
      await send('/beneficiaries', person({ givenName: SEEDED.note.repeat(10_000) }), operator),
      await send('/beneficiaries', person({ givenName: `${SEEDED.givenName}\u0000` }), operator),
      await send('/beneficiaries', person(), '__Host-jalons=unknown'),
      await send(`/beneficiaries/${encodeURIComponent(SEEDED.familyName)}/parcours`, {}, operator),
      await send('/auth/sign-in', { login: SEEDED.professionalEmail, password: SEEDED.note }),
      await send('/auth/sign-in', { login: SEEDED.email, password: SEEDED.note }),
    ];
    for (const { status } of refusals) expect([400, 401, 403, 404, 409, 413, 422]).toContain(status);
    const query = new URLSearchParams({ cursor: SEEDED.familyName, q: SEEDED.givenName });
    for (const path of [`/cases?${query}`, `/${SEEDED.givenName}?${query}`, `/parcours/${SEEDED.phone}`]) {
      const headers = { cookie: operator, 'x-request-id': SEEDED.email, 'jalons-wait-for': SEEDED.note.slice(0, 5) };
      expect((await fetch(encodeURI(`${origin}/api/v1${path}`), { headers })).status).toBeGreaterThanOrEqual(400);
    }
    await provokeDatabase();
    // The read models have her: what is scanned is the state of a product that works.
    const shown = async () => seededIn(await contents(['read']));
    const isThere = (names: readonly string[]) =>
      ['familyName', 'professionalFamilyName'].every((name) => names.includes(name));
    while (!isThere(await shown())) await admin.query('SELECT pg_sleep(0.05)');
  }

  /** Faults whose messages and details carry the values they are about. */
  async function provokeDatabase(): Promise<void> {
    const faults: readonly (readonly [string, readonly string[]])[] = [
      ['SELECT $1::text::int', [SEEDED.familyName]],
      [`DO $$ BEGIN RAISE EXCEPTION 'refused' USING DETAIL = '${SEEDED.address}'; END $$`, []],
      ['INSERT INTO read.persons (person) VALUES ($1)', [SEEDED.note]],
    ];
    for (const [text, values] of faults) await expect(admin.query(text, [...values])).rejects.toThrow();
  }

  /** Every value of every row of the tables of some schemas, as text and as bytes. */
  async function contents(schemas: readonly string[]): Promise<Buffer> {
    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = ANY($1)`,
      [schemas],
    );
    expect(tables.length).toBeGreaterThan(0);
    const parts: Buffer[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const value of rows.flatMap((row) => Object.values(row))) {
        parts.push(
          Buffer.isBuffer(value)
            ? value
            : Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value)),
        );
      }
    }
    return Buffer.concat(parts);
  }

  it('is found where she is to be shown, and the professional who received her too', async () => {
    const shown = seededIn(await contents(SHOWN));
    for (const name of ['givenName', 'familyName', 'professionalFamilyName'] as const) expect(shown).toContain(name);
  });

  it('is nowhere else in the database: log, keys, jobs, journal, accounts', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' AND nspname <> ALL($1)`,
      [SHOWN],
    );
    const schemas = rows.map(({ name }) => name);
    for (const schema of ['log', 'keys', 'auth', 'journal']) expect(schemas).toContain(schema);
    const { professionalEmail: _login, ...persons } = SEEDED;
    expect(seededIn(await contents(schemas), persons)).toEqual([]);
    expect(seededIn(await contents(['log', 'keys', 'journal', 'engine']))).toEqual([]);
  });

  it('is in no file that the product writes beside its tables', () => {
    const files = filesBelow(product.folder).filter((file) => !file.startsWith(join(product.folder, 'postgres')));
    expect(files.some((file) => file.includes(join('logs', 'postgres')))).toBe(true);
    expect(files.filter((file) => seededIn(readFileSync(file)).length > 0)).toEqual([]);
  });

  it('is in nothing that the product printed, at its most talkative', () => {
    const scan = new LeakScan();
    scan.write(Buffer.from(product.lines.join('\n')));
    expect(product.lines.some((line) => line.includes('"route":"/api/v1/beneficiaries"'))).toBe(true);
    expect([...scan.hits]).toEqual([]);
  });
});

function person(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { givenName, familyName, birthDate, phone, email } = SEEDED satisfies SeededValues;
  return { givenName, familyName, birthDate, phone, email, qpv: { code: null, evidence: 'declared' }, ...over };
}

function firstRun(): Record<string, unknown> {
  const { professionalGivenName: givenName, professionalFamilyName: familyName, professionalEmail: email } = SEEDED;
  return {
    territory: { name: 'Territoire inventé', zone: 'Europe/Paris', qpv: ['2024-grand-mirail'] },
    structure: { name: 'Structure inventée', kind: 'mission-locale' },
    coordinator: { givenName: 'Coordination', familyName: 'Inventée' },
    operator: { givenName, familyName, email },
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
