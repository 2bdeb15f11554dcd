import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { startTypeScript } from '../support/child-process.js';
import type { ProjectionStage } from '../support/projections/stage.js';
import type { WorkerPlan } from './projections.worker.js';

/** A worker process, and the lines that it has said. */
export class WorkerProcess {
  private readonly said: string[] = [];
  private readonly lines: Interface;

  private constructor(readonly child: ChildProcess & { stdout: NodeJS.ReadableStream }) {
    this.lines = createInterface({ input: child.stdout });
    this.lines.on('line', (line) => this.said.push(line));
  }

  static start(stage: ProjectionStage, plan: Omit<WorkerPlan, 'urls' | 'secretsFolder'>): WorkerProcess {
    const { database, secretsFolder } = stage;
    const whole: WorkerPlan = { urls: database.urls, secretsFolder, ...plan };
    return new WorkerProcess(startTypeScript('test/faults/projections.worker.ts', [JSON.stringify(whole)]));
  }

  /** Resolves once it has said so many lines that begin like this. */
  async says(beginning: string, times = 1): Promise<void> {
    while (this.said.filter((line) => line.startsWith(beginning)).length < times) await once(this.lines, 'line');
  }

  hasSaid(line: string): boolean {
    return this.said.includes(line);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
