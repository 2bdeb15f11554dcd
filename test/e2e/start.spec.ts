import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RunningProduct } from './running-product.js';

const MINUTES = 60_000;

describe('npm start', () => {
  let parent: string;
  let folder: string;
  const products: RunningProduct[] = [];

  function start(env?: NodeJS.ProcessEnv): RunningProduct {
    const product = new RunningProduct(folder, env);
    products.push(product);
    return product;
  }

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'jalons start é '));
    folder = join(parent, 'data folder');
  });

  afterEach(async () => {
    for (const product of products.splice(0)) {
      await product.kill('SIGKILL');
      const pid = product.postmaster();
      if (pid !== undefined) process.kill(pid, 'SIGQUIT');
    }
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'leaves nothing running after %s, twice in a row',
    async (signal) => {
      const product = start();
      expect((await fetch(`${await product.address()}/readyz`)).status).toBe(200);
      expect(product.postmaster()).toBeDefined();
      const stopped = product.kill(signal);
      void product.printed(/s’arrête/).then(() => product.kill(signal));
      expect(await stopped).toBe(0);
      expect(product.postmaster()).toBeUndefined();
    },
    2 * MINUTES,
  );

  it(
    'starts again after kill -9',
    async () => {
      const killed = start();
      await killed.address();
      await killed.kill('SIGKILL');
      expect(killed.postmaster()).toBeDefined();

      const again = start();
      expect((await fetch(`${await again.address()}/readyz`)).status).toBe(200);
      expect(await again.kill('SIGTERM')).toBe(0);
      expect(again.postmaster()).toBeUndefined();
    },
    2 * MINUTES,
  );

  it(
    'says what to do about a busy port, and leaves nothing running',
    async () => {
      const first = start();
      const { port } = new URL(await first.address());
      const second = new RunningProduct(`${folder} 2`, { PORT: port });
      products.push(second);
      expect(await second.exited).toBe(1);
      expect(second.lines.join('\n')).toContain('PORT=3001');
      expect(second.postmaster()).toBeUndefined();
    },
    2 * MINUTES,
  );
});
