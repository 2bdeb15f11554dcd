import createClient, { type Middleware } from 'openapi-fetch';
import { locale, t } from '../i18n/index.js';
import type { paths } from './contract.js';
import { NoAnswer, problemOf } from './problem.js';

/** Of an answer, how far the log was with it; of a request, how far the read models must be to answer it. */
const POSITION = 'Jalons-Position';

let lastPosition: string | undefined;

/** How far the log was with what this browser last wrote; undefined until it has written. */
export function lastWritten(): string | undefined {
  return lastPosition;
}

/**
 * A read asks to see what this browser has written, so that a saved step is on the page that follows it; so does a command
 * that reads before it writes.
 */
const readYourWrites: Middleware = {
  onRequest({ request }) {
    if (lastPosition !== undefined) request.headers.set(POSITION, lastPosition);
    return request;
  },
  onResponse({ response }) {
    lastPosition = response.headers.get(POSITION) ?? lastPosition;
  },
  onError({ error }) {
    return error instanceof Error && error.name === 'AbortError' ? error : new NoAnswer(t('save.noAnswer'));
  },
};

export const client = createClient<paths>({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  // The language of the page, which the reader chose, and not that of the browser.
  headers: { 'Accept-Language': locale },
});
client.use(readYourWrites);

interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or the refusal thrown as {@link ApiProblem}. */
export async function answer<Data>(pending: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await pending;
  if (!response.ok) {
    const fallback = t('save.noDetail', { status: String(response.status) });
    throw problemOf(response.status, error, fallback, response.headers.get('Retry-After'));
  }
  return data as Data;
}

/** The header every command carries. */
export function withKey(key: string): { headers: { 'Idempotency-Key': string } } {
  return { headers: { 'Idempotency-Key': key } };
}
