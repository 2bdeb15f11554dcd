import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeSymlinks, locateBinaries } from './binaries.js';
import { chooseRunAs } from './run-as.js';

describe('binaries of the embedded PostgreSQL', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-binaries-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('are found for this platform', () => {
    expect(locateBinaries().major).toBeGreaterThanOrEqual(18);
  });

  it('are said to be missing in words that help', () => {
    const nowhere = (): string => {
      throw new Error('not found');
    };
    expect(() => locateBinaries(nowhere)).toThrow(/npm ci.*DATABASE_URL/s);
  });

  it('get the library links that a refused install script did not make', () => {
    const lib = join(folder, 'native', 'lib');
    mkdirSync(lib, { recursive: true });
    writeFileSync(join(lib, 'libpq.so.5.18'), '');
    writeFileSync(
      join(folder, 'native', 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
    );
    completeSymlinks(folder);
    completeSymlinks(folder);
    expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('run as the user of the process, or as root say what to do when nobody else can run them', () => {
    const unusable = join(folder, 'no-such-program');
    if (process.getuid?.() === 0) expect(() => chooseRunAs(unusable, folder)).toThrow(/compte ordinaire.*JALONS_DATA/s);
    else expect(chooseRunAs(unusable, folder).kind).toBe('self');
  });
});
