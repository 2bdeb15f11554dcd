import type pg from 'pg';
import { ProductClient, type Answer, type Sent } from '../../support/product-client.js';
import { valuesIn, type Found } from '../../support/her-values.js';
import type { Someone } from '../../support/opened-place.js';
import type { DocumentedRoute } from './document.js';

/** $1 id of a request: what the journal says of it, as anybody would read it after the answer. */
const LINES = 'SELECT professional, role, subjects, reasons FROM journal.accesses WHERE request = $1';

interface Line {
  readonly professional: string;
  readonly role: string;
  readonly subjects: readonly string[];
  readonly reasons: readonly string[];
}

/** A call, and whose values its answer held. */
export interface WatchedCall {
  readonly route: string;
  readonly caller: string;
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string;
  readonly found: readonly Found[];
}

/**
 * A client that reads each answer, headers included, for personal values, and looks for the line of the access journal
 * that each of them asks for: this caller, this person, a reason, committed before the answer came.
 */
export class JournalWatch extends ProductClient {
  readonly calls: WatchedCall[] = [];
  /** What an answer showed without a line. */
  readonly unexplained: string[] = [];
  private readonly callers = new Map<string, Someone>();
  /** By the number of their values: the records that are of one person. */
  private readonly people = new Map<number, Set<string>>();
  private readonly patterns: readonly { readonly name: string; readonly method: string; readonly path: RegExp }[];

  constructor(
    origin: string,
    routes: readonly DocumentedRoute[],
    /** As somebody who may read the journal and takes no part in what the product does. */
    private readonly journal: pg.Client,
  ) {
    super(origin);
    this.patterns = routes.map(({ name, method, path }) => ({
      ...{ name, method },
      path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    }));
  }

  knows(someone: Someone): void {
    this.callers.set(someone.cookie, someone);
  }

  /** The n-th values are of this record from now on. */
  belongsTo(n: number, record: string): void {
    this.people.set(n, (this.people.get(n) ?? new Set<string>()).add(record));
  }

  /** Two records are of one person: each may be shown under the other's name. */
  areOne(one: number, other: number): void {
    const both = new Set([...(this.people.get(one) ?? []), ...(this.people.get(other) ?? [])]);
    this.people.set(one, both);
    this.people.set(other, both);
  }

  override async call(path: string, cookie: string, sent: Sent = {}): Promise<Answer> {
    const answer = await super.call(path, cookie, sent);
    const method = sent.method ?? (sent.body === undefined ? 'GET' : 'POST');
    const route = this.routeOf(method, path);
    const found = valuesIn(`${answer.text}\n${JSON.stringify([...answer.headers])}`).filter(({ n }) =>
      this.people.has(n),
    );
    const caller = this.callers.get(cookie);
    this.calls.push({ route, caller: caller?.role ?? 'nobody', status: answer.status, found, ...codeOf(answer) });
    if (found.length > 0) {
      const lines = await this.linesOf(answer);
      for (const value of found) {
        if (lines.some((line) => this.explains(line, value, caller))) continue;
        this.unexplained.push(`${route} (${answer.status}) shows ${value.kind} to ${caller?.role ?? 'nobody'}`);
      }
    }
    return answer;
  }

  private async linesOf({ headers }: Answer): Promise<readonly Line[]> {
    return (await this.journal.query<Line>(LINES, [headers.get('x-request-id')])).rows;
  }

  private explains(line: Line, { n }: Found, caller: Someone | undefined): boolean {
    if (caller === undefined || line.professional !== caller.professional || line.role !== caller.role) return false;
    const at = line.subjects.findIndex((subject) => this.people.get(n)!.has(subject));
    return at !== -1 && line.reasons[at] !== '';
  }

  private routeOf(method: string, path: string): string {
    const [bare] = path.split('?');
    const found = this.patterns.find((each) => each.method === method && each.path.test(bare!));
    if (found === undefined) throw new Error(`${method} ${bare} is not in the document`);
    return found.name;
  }
}

function codeOf({ body }: Answer): { readonly code?: string } {
  return typeof body['code'] === 'string' ? { code: body['code'] } : {};
}
