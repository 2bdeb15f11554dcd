import { randomId } from '@jalons/kernel';

/** What a product answered over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** As it came. */
  readonly text: string;
  readonly headers: Headers;
  /** Of the session that it opened, or empty. */
  readonly cookie: string;
}

/** What to send beside the cookie. */
export interface Sent {
  /** POST where there is a body, else GET. */
  readonly method?: string;
  readonly body?: unknown;
  /** A file, in place of a body. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Each time waits for 2 s, or for half a second where what it waits for stands still. */
const MOST_ASKED = 60;

/** A product that answers somewhere; each read waits for what was written through the same client before. */
export class ProductClient {
  /** Of the last command. */
  seen: string | null = null;

  constructor(readonly origin: string) {}

  /**
   * Asks for a path below /api/v1. The product waits a while for what was written before, then answers with what there is;
   * it is asked again until it has caught up, as a process that takes over from one that was killed needs longer.
   */
  async call(path: string, cookie: string, sent: Sent = {}): Promise<Answer> {
    // One key: what was done though it was late is not done twice.
    const keyed = { ...sent, headers: { 'idempotency-key': randomId(), ...sent.headers } };
    for (let asked = 1; ; asked += 1) {
      const answer = await this.ask(path, cookie, keyed);
      if (answer.headers.get('jalons-position-reached') !== 'false' || asked === MOST_ASKED) return answer;
    }
  }

  private async ask(path: string, cookie: string, { body, file, method, headers = {} }: Sent): Promise<Answer> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(file !== undefined && { body: Buffer.from(file) }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file !== undefined && { 'content-type': 'application/octet-stream', 'jalons-file-name': 'personnes.csv' }),
        ...{ origin: this.origin, cookie },
        ...(this.seen !== null && { 'jalons-position': this.seen }),
        ...headers,
      },
    });
    const text = await response.text();
    const position = response.headers.get('jalons-position');
    if (position !== null && position > (this.seen ?? '')) this.seen = position;
    const session = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    return { status: response.status, body: parsed(text), text, headers: response.headers, cookie: session.join('; ') };
  }

  /** The same where it must be taken; throws what was answered otherwise. */
  async done(path: string, cookie: string, body?: unknown): Promise<Answer> {
    const answer = await this.call(path, cookie, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer;
  }
}

/** The answer as JSON, or nothing where it is none. */
function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
