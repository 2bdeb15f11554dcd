import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomId } from '@jalons/kernel';
import { addMasterKeyVersion, createMasterKeyFile } from './master-key-file.js';
import { MasterKeyError } from './master-key.js';
import { masterKeyPath, openMasterKey } from './open-master-key.js';
import { provideMasterKey } from './provide-master-key.js';

describe('the master key', () => {
  let secretsFolder: string;
  let path: string;

  beforeEach(() => {
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-master-'));
    path = masterKeyPath({ secretsFolder });
  });
  afterEach(() => rmSync(secretsFolder, { recursive: true }));

  it('is made at the first start, in a file that its owner alone reads, and found at the next', () => {
    const first = openMasterKey({ secretsFolder });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(secretsFolder)).toEqual(['master.key']);
    const again = openMasterKey({ secretsFolder });
    expect(again.fingerprint(1)).toEqual(first.fingerprint(1));
    expect(again.idSecret).toEqual(first.idSecret);
  });

  it('is never replaced by a second process that starts at the same time', () => {
    createMasterKeyFile(path);
    const before = readFileSync(path);
    createMasterKeyFile(path);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(secretsFolder)).toEqual(['master.key']);
  });

  it('comes back from a backup where somebody provides it, and never over another one', () => {
    createMasterKeyFile(path);
    const saved = readFileSync(path, 'utf8');
    const file = join(secretsFolder, 'provided.key');
    provideMasterKey(file, saved);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([saved, 0o600]);
    addMasterKeyVersion(file);
    const rotated = readFileSync(file, 'utf8');
    provideMasterKey(file, saved);
    expect(readFileSync(file, 'utf8')).toBe(rotated);
    expect(() => provideMasterKey(path, rotated)).toThrow('ou une plus ancienne');

    const other = join(secretsFolder, 'other.key');
    createMasterKeyFile(other);
    const before = readFileSync(other);
    expect(() => provideMasterKey(other, saved)).toThrow('contient une autre clé maîtresse');
    expect(readFileSync(other)).toEqual(before);
    expect(() => provideMasterKey(join(secretsFolder, 'none', 'x.key'), saved)).toThrow('(ENOENT) : créez son dossier');
    expect(readdirSync(secretsFolder).toSorted()).toEqual(['master.key', 'other.key', 'provided.key']);
  });

  it('is not made where somebody should have provided it', () => {
    const file = join(secretsFolder, 'provided.key');
    expect(() => openMasterKey({ file, secretsFolder })).toThrow(MasterKeyError);
    expect(readdirSync(secretsFolder)).toEqual([]);
  });

  it.each(['', '{}', 'null', '{"format":1,"secret":"AAAA","current":1,"versions":{"1":"AAAA"}}'])(
    'is refused from a file that holds %j, without a word of it',
    (text) => {
      writeFileSync(path, text);
      expect(() => openMasterKey({ secretsFolder })).toThrow(`${path} n'est pas un fichier de clé maîtresse.`);
    },
  );

  it('opens what it wrapped, and nothing that was altered, moved or wrapped by another', () => {
    const master = openMasterKey({ secretsFolder });
    const [keyId, key] = [randomId(), randomBytes(32)];
    const { wrapped, version } = master.wrap(keyId, key);
    expect(wrapped.includes(key)).toBe(false);
    expect(master.unwrap(keyId, { wrapped, version })).toEqual(key);

    expect(() => master.unwrap(randomId(), { wrapped, version })).toThrow(MasterKeyError);
    for (let index = 0; index < wrapped.length; index += 1) {
      const altered = Buffer.from(wrapped);
      altered[index]! ^= 1;
      expect(() => master.unwrap(keyId, { wrapped: altered, version })).toThrow(MasterKeyError);
    }
    addMasterKeyVersion(path);
    expect(() => master.unwrap(keyId, { wrapped, version: 2 })).toThrow("ne s'ouvre pas avec la version 2");
  });

  it('keeps its older versions and its secrets through a rotation, which other processes notice', () => {
    const [ours, theirs] = [openMasterKey({ secretsFolder }), openMasterKey({ secretsFolder })];
    const [keyId, key] = [randomId(), randomBytes(32)];
    const before = ours.wrap(keyId, key);
    addMasterKeyVersion(path);
    ours.reload();
    const after = ours.wrap(keyId, key);
    expect([before.version, after.version]).toEqual([1, 2]);
    expect(theirs.unwrap(keyId, after)).toEqual(key);
    expect(theirs.unwrap(keyId, before)).toEqual(key);
    expect(theirs.current).toBe(2);
    expect(ours.idSecret).toEqual(theirs.idSecret);
    expect(ours.fingerprint(1)).not.toEqual(ours.fingerprint(2));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says which version is missing', () => {
    const master = openMasterKey({ secretsFolder });
    expect(() => master.unwrap(randomId(), { wrapped: randomBytes(61), version: 7 })).toThrow('version 7');
  });

  it('derives another secret for each purpose', () => {
    const master = openMasterKey({ secretsFolder });
    expect(master.secretFor('ids')).toEqual(master.idSecret);
    expect(master.secretFor('cursors')).not.toEqual(master.idSecret);
    expect(master.idSecret).toHaveLength(32);
  });
});
