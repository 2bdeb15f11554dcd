import createClient, { type Middleware } from 'openapi-fetch';
import { locale, t } from '../i18n/index.js';
import { acting, STRUCTURE } from './acting.js';
import type { paths } from './contract.js';
import { LastWritten } from './last-written.js';
import { NoAnswer, problemOf } from './problem.js';
import { tabStorage } from './tab-storage.js';

/** Of an answer, how far the log was with it; of a request, how far the read models must be to answer it. */
const POSITION = 'Jalons-Position';
/** Of an answer to a read that waited: whether the read models got there. */
const REACHED = 'Jalons-Position-Reached';
/** Of what is asked: the one of several territories that it is for. */
export const TERRITORY = 'Jalons-Territory';
/** Each time waits for 2 s on the server: longer in all than another worker takes to go on where one died (8 s). */
const MOST_ASKED = 6;

const written = new LastWritten(tabStorage());

/** How far the log was with what this tab last wrote; undefined until it has written. */
export const lastWritten = written.current;

/**
 * A read asks to see what this tab has written, so that a saved step is on the page that follows it; so does a command
 * that reads before it writes.
 */
const readYourWrites: Middleware = {
  onRequest({ request }) {
    const position = written.current();
    if (position !== undefined) request.headers.set(POSITION, position);
    return request;
  },
  async onResponse({ request, response }) {
    const position = response.headers.get(POSITION);
    if (position !== null) written.note(position);
    if (request.method !== 'GET') return undefined;
    // The server waits a while, then answers with what there is: what was just written would be missing on the page.
    let answered = response;
    for (let asked = 1; answered.headers.get(REACHED) === 'false' && asked < MOST_ASKED; asked += 1) {
      answered = await fetch(request);
    }
    if (answered.headers.get(REACHED) === 'false') written.waitedInVain();
    return answered === response ? undefined : answered;
  },
  onError({ error }) {
    return error instanceof Error && error.name === 'AbortError' ? error : new NoAnswer(t('save.noAnswer'));
  },
};

/** What a coordinator decides, for a territory: naming a structure would leave that of her other mandates alone. */
const OF_A_TERRITORY = /^\/(rule-sets|services)/;

/**
 * A command says for which structure, unless it was told so already. No read does: what may be seen depends on the
 * session alone.
 */
const actsFor: Middleware = {
  onRequest({ request, schemaPath }) {
    const needsNone = request.method === 'GET' || OF_A_TERRITORY.test(schemaPath);
    if (needsNone || request.headers.has(STRUCTURE)) return request;
    for (const [name, value] of Object.entries(acting.headers())) request.headers.set(name, value);
    return request;
  },
};

export const client = createClient<paths>({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  // The language of the page, which the reader chose, and not that of the browser.
  headers: { 'Accept-Language': locale },
});
client.use(readYourWrites, actsFor);

interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or the refusal thrown as {@link ApiProblem}. */
export async function answer<Data>(pending: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await pending.catch(cutOff);
  if (!response.ok) {
    const fallback = t('save.noDetail', { status: String(response.status) });
    throw problemOf(response.status, error, fallback, response.headers.get('Retry-After'));
  }
  return data as Data;
}

/** An answer that breaks off says no more than none: its beginning may promise what did not follow. */
function cutOff(error: unknown): never {
  throw error instanceof TypeError || error instanceof SyntaxError ? new NoAnswer(t('save.noAnswer')) : error;
}

/**
 * The headers of a command: its key, the structure that it acts for where that is not the one chosen now, and the
 * territory where one is chosen.
 */
export function withKey(key: string, structure?: string, territory?: string): { headers: Record<string, string> } {
  return {
    headers: {
      'Idempotency-Key': key,
      ...(structure !== undefined && { [STRUCTURE]: structure }),
      ...(territory !== undefined && { [TERRITORY]: territory }),
    },
  };
}
