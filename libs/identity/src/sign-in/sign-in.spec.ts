import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createPool, ScopedDatabase } from '@jalons/database';
import { createHttpApp, createLogger } from '@jalons/http';
import { createScopeTables, signInAs } from '../../../../test/policies/sign-in-as.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { IdentityModule, usersOf } from '../identity.module.js';
import { Users } from '../users/users.js';

const PASSWORD = 'quatre mots au hasard';
const OURS = { 'sec-fetch-site': 'same-origin' };

describe('signing in', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pools: pg.Pool[];
  let app: NestFastifyApplication;
  let users: Users;
  let login: string;
  let professional: string;
  let address = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    pools = [database.urls.api, database.urls.cli].map((url) =>
      createPool(url, { name: 'spec', max: 4, pipeline: true }),
    );
    const idSecret = Buffer.alloc(32, 7);
    users = usersOf({ database: new ScopedDatabase(pools[1]!), idSecret });
    @Module({ imports: [IdentityModule.forRoot({ database: new ScopedDatabase(pools[0]!), idSecret })] })
    class SpecModule {}
    app = await createHttpApp(SpecModule, { logger: createLogger({ level: 'silent' }), idSecret, version: '0.0.0' });
    await app.init();
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([owner.end(), ...pools.map((pool) => pool.end())]);
    await database.drop();
  });

  beforeEach(async () => {
    professional = randomUUID();
    login = `ines.${professional.slice(0, 8)}@structure.test`;
    address += 1;
    await users.createAccount(professional, { login, password: PASSWORD });
  });

  const post = (path: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/auth/${path}`,
      payload,
      headers: { ...OURS, ...headers },
      remoteAddress: `192.0.2.${address}`,
    });
  const signIn = (password = PASSWORD, headers: Record<string, string> = {}) =>
    post('sign-in', { login, password }, headers);
  const me = (token: string) => app.inject({ url: '/api/v1/auth/me', headers: { cookie: `__Host-sid=${token}` } });
  const tokenOf = (answer: { cookies: { name: string; value: string }[] }): string => answer.cookies[0]?.value ?? '';
  const age = (column: string, interval: string) =>
    owner.query(`UPDATE auth.sessions SET ${column} = ${column} - $2::interval WHERE professional = $1`, [
      professional,
      interval,
    ]);

  it('opens a session in a cookie that scripts and other sites never see', async () => {
    const answer = await signIn();
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toEqual([
      {
        name: '__Host-sid',
        value: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        path: '/',
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
      },
    ]);
    expect(answer.json()).toMatchObject({ professional, roles: [] });
    expect((await me(tokenOf(answer))).json()).toEqual(answer.json());
  });

  it('stores neither login, nor password, nor token', async () => {
    const token = tokenOf(await signIn());
    const { rows } = await owner.query<{ all: string }>(`
      SELECT string_agg(line, ' ') AS all FROM (
        SELECT to_jsonb(a)::text AS line FROM auth.accounts a UNION ALL SELECT to_jsonb(s)::text FROM auth.sessions s) x`);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const secret of [token, login, PASSWORD]) {
      expect(rows[0]?.all).not.toContain(secret);
      expect(rows[0]?.all).not.toContain(hex(secret));
    }
  });

  it('takes the address however it is written', async () => {
    const answer = await post('sign-in', { login: login.toUpperCase(), password: PASSWORD });
    expect(answer.statusCode).toBe(200);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = await signIn('pas le bon du tout');
    const unknown = await post('sign-in', { login: `x${login}`, password: PASSWORD });
    expect(wrong.statusCode).toBe(401);
    const withoutId = ({ body }: { body: string }) => body.replace(/"requestId":"[^"]*"/, '');
    expect(withoutId(unknown)).toBe(withoutId(wrong));
    expect(wrong.cookies).toEqual([]);
  });

  it.each(['known', 'unknown'])(
    'makes an address (%s) wait longer at each wrong password, then lets it in',
    async (kind) => {
      if (kind === 'unknown') login = `x${login}`;
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 7; attempt += 1) {
        const answer = await signIn('pas le bon du tout');
        waits.push(Number(answer.headers['retry-after'] ?? 0));
        expect(answer.statusCode).toBe(attempt < 5 ? 401 : 429);
        await owner.query(`UPDATE auth.attempts SET locked_until = now() WHERE locked_until IS NOT NULL`);
      }
      expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120]);
      expect((await signIn()).statusCode).toBe(kind === 'known' ? 200 : 429);
    },
  );

  it('refuses even the right password while the address waits', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn('pas le bon du tout');
    const answer = await signIn();
    expect(answer.json()).toMatchObject({ status: 429, code: 'sign-in-delayed' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(20);
  });

  it('lets no guess slip past the delay by making many at once', async () => {
    const guesses = Array.from({ length: 12 }, () => signIn('pas le bon du tout'));
    const answers = await Promise.all([...guesses, signIn()]);
    const { rows } = await owner.query<{ failures: number }>(
      'SELECT failures FROM auth.attempts ORDER BY last_at DESC LIMIT 1',
    );
    const refusedByPassword = answers.filter(({ statusCode }) => statusCode === 401).length;
    expect(refusedByPassword).toBeLessThanOrEqual(4);
    expect(rows[0]?.failures ?? 0).toBeLessThanOrEqual(5);
  });

  it('forgets wrong passwords after a success, and after a quiet day', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn('pas le bon du tout');
    expect((await signIn()).statusCode).toBe(200);
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn('pas le bon du tout');
    await owner.query(`UPDATE auth.attempts SET last_at = now() - interval '25 hours'`);
    expect((await signIn('pas le bon du tout')).statusCode).toBe(401);
  });

  it('slows down an address that tries many logins', async () => {
    const codes = new Set<number>();
    for (let attempt = 0; attempt < 70; attempt += 1) {
      codes.add((await post('sign-in', { login: 'not an address', password: 'x' })).statusCode);
    }
    expect(codes).toEqual(new Set([422, 429]));
  });

  it('replaces the session that the browser had: one planted before is worth nothing after', async () => {
    const first = tokenOf(await signIn());
    const second = tokenOf(await signIn(PASSWORD, { cookie: `__Host-sid=${first}` }));
    expect(second).not.toBe(first);
    expect((await me(first)).statusCode).toBe(401);
    expect((await me(second)).statusCode).toBe(200);
    const chosen = 'A'.repeat(43);
    expect(tokenOf(await signIn(PASSWORD, { cookie: `__Host-sid=${chosen}` }))).not.toBe(chosen);
    expect((await me(chosen)).statusCode).toBe(401);
  });

  it('ends a session that is not used, and any one at the end of the day', async () => {
    const token = tokenOf(await signIn());
    await age('last_used_at', '119 minutes');
    expect((await me(token)).statusCode).toBe(200);
    await age('last_used_at', '119 minutes');
    expect((await me(token)).statusCode).toBe(200);
    await age('last_used_at', '121 minutes');
    const ended = await me(token);
    expect(ended.statusCode).toBe(401);
    expect(ended.cookies).toEqual([expect.objectContaining({ name: '__Host-sid', value: '' })]);

    const other = tokenOf(await signIn());
    await age('expires_at', '12 hours');
    expect((await me(other)).statusCode).toBe(401);
  });

  it('ends by signing out, at once and for good', async () => {
    const token = tokenOf(await signIn());
    const answer = await post('sign-out', {}, { cookie: `__Host-sid=${token}` });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['clear-site-data']).toContain('"storage"');
    expect(answer.cookies).toEqual([expect.objectContaining({ name: '__Host-sid', value: '' })]);
    expect((await me(token)).statusCode).toBe(401);
  });

  it('is revoked by an admin, and closed with the account', async () => {
    const tokens = [tokenOf(await signIn()), tokenOf(await signIn())];
    expect(await users.revokeSessions(professional)).toBe(2);
    expect(await Promise.all(tokens.map(async (token) => (await me(token)).statusCode))).toEqual([401, 401]);
    await users.disable(professional);
    expect((await signIn()).statusCode).toBe(401);
  });

  it('is refused from another site, and where the browser would drop the cookie', async () => {
    expect((await signIn(PASSWORD, { 'sec-fetch-site': 'cross-site' })).json().code).toBe('cross-site-request');
    const plain = { host: 'jalons.example', origin: 'http://jalons.example' };
    const answer = await signIn(PASSWORD, plain);
    expect(answer.json()).toMatchObject({ status: 403, code: 'https-needed' });
  });

  describe('by a one-time link', () => {
    const redeem = (token: string, password = 'un autre mot de passe', mail = login) =>
      post('links/redeem', { token, login: mail, password });

    it('sets the password, opens a session, and ends what was open before', async () => {
      const before = tokenOf(await signIn());
      const { token } = await users.issueLink(professional, login);
      const answer = await redeem(token);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({ professional });
      expect((await me(tokenOf(answer))).statusCode).toBe(200);
      expect((await me(before)).statusCode).toBe(401);
      expect((await signIn()).statusCode).toBe(401);
      expect((await signIn('un autre mot de passe')).statusCode).toBe(200);
    });

    it('serves once, even twice at once', async () => {
      const { token } = await users.issueLink(professional, login);
      const answers = await Promise.all([redeem(token), redeem(token), redeem(token)]);
      expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422, 422]);
      expect((await redeem(token)).json().code).toBe('link-refused');
    });

    it('is refused late, replaced, for another address, or invented', async () => {
      const { token: replaced } = await users.issueLink(professional, login);
      const { token, expiresAt } = await users.issueLink(professional, login);
      expect(expiresAt).toBeGreaterThan(0);
      const other = `autre.${login}`;
      expect((await redeem(replaced)).json().code).toBe('link-refused');
      expect((await redeem(token, undefined, other)).json().code).toBe('link-refused');
      expect((await redeem('A'.repeat(43))).json().code).toBe('link-refused');
      await owner.query(`UPDATE auth.links SET expires_at = now() WHERE professional = $1`, [professional]);
      expect((await redeem(token)).json().code).toBe('link-refused');
    });

    it('printed at the first start, lets its holder choose the address, unless taken', async () => {
      const admin = randomUUID();
      const { token } = await users.issueLink(admin);
      expect((await redeem(token)).json()).toMatchObject({ status: 409, code: 'login-taken' });
      const answer = await redeem(token, undefined, `admin.${login}`);
      expect(answer.json()).toMatchObject({ professional: admin });
    });

    it('refuses a weak password, naming the field, and stays usable', async () => {
      const { token } = await users.issueLink(professional, login);
      for (const weak of ['trop court', 'aaaaaaaaaaaaaaaa', `${login.split('@')[0]} et voilà`]) {
        const { errors } = (await redeem(token, weak)).json();
        expect(errors).toEqual([expect.objectContaining({ pointer: '/password' })]);
      }
      expect((await redeem(token)).statusCode).toBe(200);
    });
  });

  it('is administered over HTTP by an admin alone: the database refuses the rest', async () => {
    const overHttp = app.get(Users);
    const admin = await signInAs(owner, { role: 'admin' });
    const dpo = await signInAs(owner, { role: 'dpo' });
    await expect(overHttp.issueLink(professional, login)).rejects.toMatchObject({ code: '42501' });
    await expect(overHttp.issueLink(professional, login, dpo.token)).rejects.toMatchObject({ code: '42501' });
    await expect(overHttp.createAccount(professional, { login, password: PASSWORD })).rejects.toMatchObject({
      code: '42501',
    });
    const { token } = await overHttp.issueLink(professional, login, admin.token);
    expect(token).toHaveLength(43);
    const mine = (await overHttp.list(admin.token)).find((each) => each.professional === professional);
    expect(mine).toMatchObject({ hasPassword: true, disabled: false, openSessions: 0, waitSeconds: 0 });
    expect(mine?.linkExpiresAt).toBeGreaterThan(0);
  });
});
