import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@jalons/kernel';
import type { Measure } from '../support/rounds.js';

export type Subject = 'log' | 'raw';
export interface Order {
  readonly subject: Subject;
  readonly concurrency: number;
  readonly ms: number;
}

/** The same load from several processes at once. */
export class InProcesses {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  static async start(count: number, urls: Readonly<Record<Subject, string>>): Promise<InProcesses> {
    const root = projectRoot();
    const children = Array.from({ length: count }, () =>
      fork(join(root, 'test/bench/log/process.ts'), [JSON.stringify(urls)], {
        execArgv: ['--import', join(root, 'test/support/typescript.mjs')],
      }),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    return new InProcesses(children);
  }

  /** Sum of the speeds, worst of the p99. */
  async measure(subject: Subject, concurrency: number, ms: number): Promise<Measure> {
    const measures = await Promise.all(
      this.children.map(async (child) => {
        const answer = once(child, 'message') as Promise<[Measure]>;
        child.send({ subject, concurrency, ms } satisfies Order);
        return (await answer)[0];
      }),
    );
    return {
      perSecond: measures.reduce((sum, each) => sum + each.perSecond, 0),
      p99: Math.max(...measures.map((each) => each.p99)),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.children.map((child) => {
        const exit = once(child, 'exit');
        child.disconnect();
        return exit;
      }),
    );
  }
}
