import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { productEntry } from './product-entry.js';

/** A process of the distributed profile; its errors appear among those of the tests. */
export class ProductProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Resolves once it answers; rejects where it ends before. */
  static async start(app: 'api' | 'worker', env: NodeJS.ProcessEnv): Promise<ProductProcess> {
    const child = spawn(process.execPath, productEntry(app), {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const found = /répond sur (http:\S+?)\.$/.exec(line);
      if (found) return new ProductProcess(child, found[1]!);
    }
    throw new Error(`${app} ended without an address`);
  }

  /** Sends it a signal, and waits for its end. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    return ended;
  }
}
