// Runs of Node, some at the same time; everything that they print is searched for personal values.
import { spawn } from 'node:child_process';
import { LeakScan } from './leak-scan.mjs';

const OUTPUT_PATIENCE_MS = 10_000;

export class NodeRuns {
  /** Names of seeded personal values that something printed. */
  leaked = new Set();
  #running = new Set();
  #root;

  /** @param {string} root folder in which they run */
  constructor(root) {
    this.#root = root;
  }

  /**
   * @param {readonly string[]} args
   * @param {{ patienceMs: number, env?: object, onOutput: (chunk: Buffer, from: 'stdout' | 'stderr') => void }} how
   * @returns the exit code, null when the process was killed or could not be started
   */
  run(args, { patienceMs, env, onOutput }) {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, args, {
        cwd: this.#root,
        env: { ...(process.stderr.isTTY && { FORCE_COLOR: '1' }), ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      this.#running.add(child);
      for (const from of ['stdout', 'stderr']) this.#scan(child[from], (chunk) => onOutput(chunk, from));
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const end = (status) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve(status);
      };
      child.once('error', () => end(null));
      // Once its outputs are closed, everything that it printed has been read; what it left running may keep them open.
      child.once('exit', (code) => setTimeout(() => end(code), OUTPUT_PATIENCE_MS).unref());
      child.once('close', (code) => end(code));
    });
  }

  /** Passes a signal on. @returns what resolves once all have ended; Jest stops its workers and its database first */
  async stop(signal) {
    await Promise.all(
      [...this.#running].map((child) => {
        child.kill(signal);
        return new Promise((resolve) => child.once('exit', resolve));
      }),
    );
  }

  #scan(output, onChunk) {
    const search = new LeakScan();
    output.on('data', (chunk) => {
      onChunk(chunk);
      search.write(chunk);
      for (const name of search.hits) this.leaked.add(name);
    });
  }
}
