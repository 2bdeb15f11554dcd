import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { projectRoot } from '@jalons/kernel';
import type { WriterPlan } from './event-log.plan.js';

const ROOT = projectRoot();

/** Writers spread over processes, and what they say was acknowledged. */
export class Writers {
  /** Acknowledged appends by writer. */
  readonly acknowledged: number[];
  private readonly processes: Promise<void>[] = [];
  private readonly waiters = new Set<() => void>();
  private failure: Error | undefined;

  constructor(
    private readonly url: string,
    writers: number,
    private readonly appendsPerWriter: number,
  ) {
    this.acknowledged = Array.from({ length: writers }, () => 0);
  }

  get total(): number {
    return this.acknowledged.reduce((sum, count) => sum + count, 0);
  }

  /** Starts a process for these writers, each going on where its acknowledgements end. */
  start(writers: readonly number[]): ChildProcess {
    const plan: WriterPlan = {
      url: this.url,
      appendsPerWriter: this.appendsPerWriter,
      writers: writers.map((writer) => ({ writer, done: this.acknowledged[writer]! })),
    };
    const child = spawn(
      process.execPath,
      [
        '--import',
        join(ROOT, 'test/support/typescript.mjs'),
        join(ROOT, 'test/faults/event-log.writer.ts'),
        JSON.stringify(plan),
      ],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    createInterface({ input: child.stdout }).on('line', (line) => this.acknowledge(line));
    this.processes.push(
      new Promise((resolve) => {
        child.on('close', (code, signal) => {
          if (code !== 0 && signal !== 'SIGKILL') this.fail(new Error(`a writer process ended with ${code ?? signal}`));
          resolve();
        });
      }),
    );
    return child;
  }

  /** Kills a process as `kill -9` does, and returns once everything it had printed was read. */
  async kill(child: ChildProcess): Promise<void> {
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await closed;
  }

  /** Resolves when that many appends were acknowledged in all. */
  until(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (this.failure === undefined && this.total < count) return;
        this.waiters.delete(check);
        if (this.failure === undefined) resolve();
        else reject(this.failure);
      };
      this.waiters.add(check);
      check();
    });
  }

  /** Resolves when every process has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.processes);
    if (this.failure !== undefined) throw this.failure;
  }

  private acknowledge(line: string): void {
    const [writer, count] = line.split(' ').map(Number);
    this.acknowledged[writer!] = count!;
    for (const check of this.waiters) check();
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const check of this.waiters) check();
  }
}
