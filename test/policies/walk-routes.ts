import { randomUUID } from 'node:crypto';
import { registeredRoutes } from '@jalons/http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { ENDLESS, ROUTES, type Allowed } from './routes.js';
import { CALLERS, signInAs, type Caller } from './sign-in-as.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The refusals of the guard itself; what a handler refuses later, for want of a body or of the row, has other codes. */
const GUARD_CODES = new Set(['sign-in-needed', 'role-not-allowed']);

/**
 * Calls every route of the application as everyone, and says what does not go as the table says: a route without a
 * line, somebody let in, somebody kept out. Empty where all is well. Of a route whose answer never ends, only those
 * kept out are tried.
 */
export async function walkRoutes(app: NestFastifyApplication, owner: pg.Client): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { method, path } of registeredRoutes(app)) {
    const route = `${method} ${path}`;
    const allowed = ROUTES[route];
    if (allowed === undefined) {
      wrong.push(`${route} has no line in test/policies/routes.ts`);
      continue;
    }
    for (const caller of CALLERS) {
      const expected = verdictFor(caller, allowed);
      if (expected === 'let in' && ENDLESS.has(route)) continue;
      const found = await tryRoute(app, owner, { method: method as Method, path }, caller);
      if (found !== expected) wrong.push(`${route}: ${caller} is ${found} instead of ${expected}`);
    }
  }
  return wrong;
}

/** Lines of the table that no route of the application answers to. */
export function staleLines(app: NestFastifyApplication): readonly string[] {
  const known = new Set(registeredRoutes(app).map(({ method, path }) => `${method} ${path}`));
  return Object.keys(ROUTES).filter((route) => !known.has(route));
}

function verdictFor(caller: Caller, allowed: Allowed): string {
  if (allowed === 'public') return 'let in';
  if (caller === 'nobody') return 'sign-in-needed';
  if (allowed === 'signed-in') return 'let in';
  return caller !== 'no mandate' && allowed.includes(caller) ? 'let in' : 'role-not-allowed';
}

async function tryRoute(
  app: NestFastifyApplication,
  owner: pg.Client,
  { method, path }: { readonly method: Method; readonly path: string },
  caller: Caller,
): Promise<string> {
  const headers = await headersOf(owner, caller);
  const answer = await app.inject({
    method,
    url: path.replaceAll(/:[^/]+|\*/g, () => randomUUID()),
    headers: { ...headers, 'idempotency-key': randomUUID() },
    ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
  });
  const code = codeOf(answer.body);
  if (code !== undefined && GUARD_CODES.has(code)) return code;
  return answer.statusCode >= 500 && answer.statusCode !== 503 ? `failed with ${answer.statusCode}` : 'let in';
}

/** A session of its own for each try: one route ends the session it is called with. */
async function headersOf(owner: pg.Client, caller: Caller): Promise<Readonly<Record<string, string>>> {
  if (caller === 'nobody') return { 'sec-fetch-site': 'same-origin' };
  const session = await (caller === 'no mandate' ? signInAs(owner) : signInAs(owner, { role: caller }));
  return session.headers;
}

function codeOf(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
