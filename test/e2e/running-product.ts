import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '@jalons/kernel';

/** The product as `npm start` runs it, in a process group of its own, on a free port. */
export class RunningProduct {
  readonly exited: Promise<number | null>;
  /** Everything it printed, both outputs. */
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private waiting: (() => void)[] = [];
  private ended = false;

  constructor(
    readonly folder: string,
    env: NodeJS.ProcessEnv = {},
  ) {
    this.child = spawn(process.execPath, [join(projectRoot(), 'apps', 'cli', 'launch', 'start.mjs')], {
      env: { ...process.env, JALONS_DATA: folder, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const output of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: output as NodeJS.ReadableStream }).on('line', (line) => {
        this.lines.push(line);
        this.wake();
      });
    }
    // Not `exit`: only once its outputs are closed has the process below the launcher ended too.
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code) => {
        this.ended = true;
        this.wake();
        resolve(code);
      });
    });
  }

  /** What the expression captures in the first line that fits, now or later. */
  async printed(expression: RegExp): Promise<string> {
    for (;;) {
      for (const line of this.lines) {
        const found = expression.exec(line);
        if (found) return found[1] ?? found[0];
      }
      if (this.ended) throw new Error(`the product ended:\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  address(): Promise<string> {
    return this.printed(/répond sur (http:\S+)/);
  }

  /** Sends a signal to the whole group, as a terminal does; PostgreSQL lives in a session of its own. */
  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.ended) process.kill(-(this.child.pid ?? 0), signal);
    return this.exited;
  }

  /** The process id of the database server of the folder, undefined when none is running. */
  postmaster(): number | undefined {
    let pid: number;
    try {
      pid = Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 0);
    } catch {
      return undefined;
    }
    return pid;
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
