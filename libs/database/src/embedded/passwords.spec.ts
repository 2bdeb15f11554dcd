import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '@jalons/kernel';
import { writePrivateFile } from './passwords.js';

const sources = (...path: string[]): string => pathToFileURL(join(projectRoot(), ...path)).href;

describe('a private file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-private-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is its owner’s alone', () => {
    const file = join(folder, 'alone');
    writePrivateFile(file, 'sésame');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['sésame', 0o600]);
  });

  it('is whole or not at all where the place for it ends within', () => {
    const file = join(folder, 'cut');
    writePrivateFile(file, 'before');
    const script =
      `const { writePrivateFile } = await import(${JSON.stringify(sources('libs/database/src/embedded/passwords.ts'))});` +
      `writePrivateFile(${JSON.stringify(file)}, 'x'.repeat(8 * 2 ** 20));`;
    const node = ['--import', sources('test/support/typescript.mjs'), '--input-type=module', '--eval', script];
    // A file may grow to 4 MiB, of 512 bytes a block or twice that: what a full disk does, a write that ends within.
    const limited = ['-c', 'ulimit -f 4096 && exec "$@"', 'sh', process.execPath, ...node];
    const { status, stderr } = spawnSync('/bin/sh', limited, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('EFBIG')]);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder).toSorted()).toEqual(['alone', 'cut']);
  });
});
