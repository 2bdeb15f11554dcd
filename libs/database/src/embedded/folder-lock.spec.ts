import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.js';
import { processBirth } from './process-identity.js';

describe('lockFolder', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-lock-'));
    file = join(folder, 'lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is held by one at a time, and leaves nothing behind', () => {
    const release = lockFolder(file);
    expect(() => lockFolder(file)).toThrow(`processus ${process.pid}`);
    release();
    release();
    lockFolder(file)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, JSON.stringify({ pid, birth: 'then', token: 'dead' }));
    lockFolder(file)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over when the process id now belongs to a later process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, birth: 'another boot', token: 'reused' }));
    lockFolder(file)();
    writeFileSync(file, JSON.stringify({ pid: process.ppid, birth: processBirth(process.ppid), token: 'alive' }));
    expect(() => lockFolder(file)).toThrow('déjà ouvert');
  });

  it('is not taken over while another start is taking it over', () => {
    writeFileSync(file, JSON.stringify({ pid: 0, token: 'dead' }));
    const rival = { pid: process.ppid, birth: processBirth(process.ppid), token: 'rival' };
    writeFileSync(`${file}.dead`, JSON.stringify(rival));
    expect(() => lockFolder(file)).toThrow('déjà ouvert');
    expect(existsSync(file)).toBe(true);
  });

  it('is taken over when the one that was taking it over is gone too', () => {
    writeFileSync(file, JSON.stringify({ pid: 0, token: 'dead' }));
    writeFileSync(`${file}.dead`, JSON.stringify({ pid: 0, token: 'dead too' }));
    lockFolder(file)();
    expect(readdirSync(folder)).toEqual([]);
  });
});
