import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ConnectionUrls } from '@jalons/database';

const SCRIPT = fileURLToPath(new URL('./processes/supervised-database.ts', import.meta.url));
const LOADER = fileURLToPath(new URL('./typescript.mjs', import.meta.url));

export interface Line {
  readonly port?: number;
  readonly pid?: number;
  readonly urls?: ConnectionUrls;
  readonly message?: string;
  readonly error?: string;
  readonly text?: string;
}

/** A process that opens the embedded database of a folder (see processes/supervised-database.ts). */
export class SupervisedProcess {
  readonly lines: Line[] = [];
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;
  private waiting: (() => void)[] = [];

  constructor(folder: string, env: NodeJS.ProcessEnv = process.env, detached = false) {
    this.child = spawn(process.execPath, ['--import', LOADER, SCRIPT, folder], {
      env,
      detached,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    const lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream });
    lines.on('line', (line) => this.take(JSON.parse(line) as Line));
    lines.on('close', () => this.wakeAll());
  }

  /** The first line that fits, now or later; rejects when the process ends without one. */
  async line(fits: (line: Line) => boolean): Promise<Line> {
    let ended = false;
    void this.exited.then(() => (ended = true));
    for (;;) {
      const found = this.lines.find(fits);
      if (found !== undefined) return found;
      if (ended) throw new Error(`the process ended: ${JSON.stringify(this.lines)}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  ready(): Promise<Line> {
    return this.line((line) => line.port !== undefined);
  }

  /** Sends a signal to the process alone, or to its whole group as a terminal does. */
  async kill(signal: NodeJS.Signals, group = false): Promise<number | null> {
    const pid = this.child.pid ?? 0;
    process.kill(group ? -pid : pid, signal);
    return this.exited;
  }

  private take(line: Line): void {
    this.lines.push(line);
    this.wakeAll();
  }

  private wakeAll(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }
}
