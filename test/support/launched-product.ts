import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { productEntry } from './product-entry.js';

const ENTRY = productEntry('cli');
const PASSWORD = 'quatre mots au hasard';

/** What a command answered. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
  /** The most memory that it held, in MB; from `/proc`, 0 where there is none. */
  readonly peakMb: number;
}

/** Runs `jalons …` on a data folder. */
export async function jalons(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const report = `process.on("exit",()=>{try{const m=/VmHWM:\\s+(\\d+)/.exec(require("fs").readFileSync("/proc/self/status","utf8"));process.stderr.write("\\npeak-kb "+m[1]+"\\n")}catch{}})`;
  const measure = `data:text/javascript,import{createRequire}from"module";const require=createRequire("/");${encodeURIComponent(report)}`;
  const child = spawn(process.execPath, ['--import', measure, ...ENTRY, ...args], {
    env: { ...process.env, JALONS_DATA: folder, ...env },
  });
  let [out, told] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const peak = /\npeak-kb (\d+)\n$/.exec(told);
  return { code, out, told: told.replace(/\npeak-kb \d+\n$/, ''), peakMb: Number(peak?.[1] ?? 0) / 1024 };
}

export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** The whole product, started on a folder of its own. */
export class LaunchedProduct {
  private readonly lines: string[] = [];
  private readonly exited: Promise<void>;
  private waiting: (() => void)[] = [];
  private ended = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly folder: string,
  ) {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output as NodeJS.ReadableStream }).on('line', (line) => {
        this.lines.push(line);
        this.wake();
      });
    }
    this.exited = new Promise<void>((resolve) => {
      child.once('close', () => {
        this.ended = true;
        this.wake();
        resolve();
      });
    });
  }

  static start(folder: string): LaunchedProduct {
    const child = spawn(process.execPath, [...ENTRY, 'start'], {
      env: { ...process.env, JALONS_DATA: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new LaunchedProduct(child, folder);
  }

  origin(): Promise<string> {
    return this.printed(/répond sur (http:\S+)/);
  }

  /** Opens the installation: territory, structure, and somebody who manages it. */
  async open(): Promise<{ readonly territory: string; readonly structure: string; readonly manager: Session }> {
    const origin = await this.origin();
    const admin = await Session.redeem(origin, await this.printed(/(http:\S+lien#\S+)/), 'admin@exemple.fr');
    const newcomer = (givenName: string) => ({ givenName, familyName: 'Exemple', email: `${givenName}@exemple.fr` });
    const opened = await admin.done('/first-run', {
      territory: { name: 'Cité d’exemple', zone: 'Europe/Paris', qpv: ['2024-grand-mirail'] },
      structure: { name: 'Mission locale', kind: 'mission-locale' },
      ...{ coordinator: newcomer('claire'), operator: newcomer('omar') },
    });
    const { territoryId: territory, structureId: structure } = opened;
    const { professional } = await admin.done('/professionals', newcomer('nadia'));
    const mandate = { role: 'structure-manager', structure, territory, from: '2024-01-01' };
    await admin.done(`/professionals/${professional}/mandates`, mandate);
    const { token } = await admin.done(`/professionals/${professional}/invitations`, {});
    const manager = await Session.redeem(origin, `${origin}/lien#${token}`, 'nadia@exemple.fr');
    return { territory, structure, manager };
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.ended) this.child.kill(signal);
    await this.exited;
  }

  private async printed(expression: RegExp): Promise<string> {
    for (;;) {
      for (const line of this.lines) {
        const found = expression.exec(line);
        if (found) return found[1] ?? found[0];
      }
      if (this.ended) throw new Error(`the product ended:\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** Somebody signed in. */
export class Session {
  /** Of the last command: reads, and commands that read first, wait for it. */
  private seen: string | null = null;

  private constructor(
    readonly origin: string,
    private readonly cookie: string,
  ) {}

  static async redeem(origin: string, link: string, login: string): Promise<Session> {
    const body = JSON.stringify({ token: link.split('#')[1], login, password: PASSWORD });
    const headers = { 'content-type': 'application/json', origin };
    const answer = await fetch(`${origin}/api/v1/auth/links/redeem`, { method: 'POST', body, headers });
    const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    return new Session(origin, cookie.join('; '));
  }

  /** The same session where the product answers now. */
  at(origin: string): Session {
    return new Session(origin, this.cookie);
  }

  /** Headers of a command of this session. */
  headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...{ origin: this.origin, cookie: this.cookie, 'idempotency-key': randomUUID() },
      ...(this.seen !== null && { 'jalons-position': this.seen }),
      ...more,
    };
  }

  async call(path: string, body?: unknown): Promise<Reply> {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: this.headers(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.seen = answer.headers.get('jalons-position') ?? this.seen;
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  }

  /** The same where it must be taken. */
  async done(path: string, body?: unknown): Promise<Reply['body']> {
    const answer = await this.call(path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  async upload(deposit: string, name: string, content: string | Uint8Array): Promise<Reply> {
    const answer = await fetch(`${this.origin}/api/v1/imports/${deposit}/files`, {
      method: 'POST',
      headers: this.headers({
        'content-type': 'application/octet-stream',
        'jalons-file-name': encodeURIComponent(name),
      }),
      body: Buffer.from(content as Uint8Array),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** A new import of these files, as its preview left it. */
  async previewed(files: Readonly<Record<string, string | Uint8Array>>): Promise<Reply['body']> {
    const { id } = await this.done('/imports', {});
    for (const [name, content] of Object.entries(files)) await this.upload(id, name, content);
    await this.done(`/imports/${id}/previews`, {});
    return this.settled(id);
  }

  /** The import once nothing of it is under way. */
  async settled(id: string): Promise<Reply['body']> {
    for (;;) {
      const one = await this.done(`/imports/${id}`);
      if (one.busy === false) return one;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
