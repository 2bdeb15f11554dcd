import { existsSync } from 'node:fs';
import pg from 'pg';
import { writePrivateFile } from '@jalons/database';
import { restorePostgresLog, SYSTEM_KEY_ID, type RecordedEvent } from '@jalons/event-log';
import { MasterKey, masterKeyPath, openMasterKey, type WrappedKey } from '@jalons/privacy';
import { BackupError } from './backup-error.js';
import type { KeyFileContents } from './key-file.js';
import { readLogFile, type SealedRows } from './log-file.js';
import { openText } from './sealing.js';
import { SAVED_TABLES } from './tables.js';
import { boundTo } from './write-backup.js';

export interface RestoreTarget {
  /** The owner's, of a database at the newest schema and with an empty log. */
  readonly ownerUrl: string;
  readonly secretsFolder: string;
  /** Where the master key is provided, that of the backup already; put into the secrets folder when absent. */
  readonly masterKeyFile?: string;
  readonly onProgress?: (events: number) => void;
}

const BATCH = 1_000;
const INSERT_KEYS = `
  INSERT INTO keys.subject_keys (key_id, wrapped, master_version, created_at, destroyed_at)
  SELECT "keyId", decode(wrapped, 'base64'), "masterVersion", "createdAt", "destroyedAt"
    FROM jsonb_to_recordset($1::jsonb)
         k ("keyId" uuid, wrapped text, "masterVersion" integer, "createdAt" timestamptz, "destroyedAt" timestamptz)`;
const INSERT_MASTERS = `
  INSERT INTO keys.master_versions (version, fingerprint, registered_at)
  SELECT version, decode(fingerprint, 'base64'), "registeredAt"
    FROM jsonb_to_recordset($1::jsonb) m (version integer, fingerprint text, "registeredAt" timestamptz)`;

/**
 * Fills a new installation from the two files of a backup, checked before; read models are rebuilt from the log
 * afterwards.
 * @returns how many events were restored
 */
export async function restoreBackup(logFile: string, keys: KeyFileContents, target: RestoreTarget): Promise<number> {
  const { secretsFolder, masterKeyFile: file } = target;
  if (file === undefined) {
    const made = masterKeyPath({ secretsFolder });
    if (existsSync(made)) throw new BackupError('Ce dossier contient déjà une installation : choisissez-en un vide.');
    writePrivateFile(made, keys.masterKey);
  }
  const systemKey = systemKeyOf(openMasterKey({ secretsFolder, file }), keys);

  const owner = new pg.Client({ connectionString: target.ownerUrl, application_name: 'jalons-restore' });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query(INSERT_MASTERS, [JSON.stringify(keys.masterVersions)]);
    for (let from = 0; from < keys.keys.length; from += BATCH) {
      await owner.query(INSERT_KEYS, [JSON.stringify(keys.keys.slice(from, from + BATCH))]);
    }
    for (const { name, replaces } of SAVED_TABLES) if (replaces === true) await owner.query(`DELETE FROM ${name}`);
    const count = await restorePostgresLog(target.ownerUrl, batchesOf(logFile, target.onProgress));
    for await (const item of readLogFile(logFile)) if ('rows' in item) await insertPage(owner, item.rows, systemKey);
    for (const { settle } of SAVED_TABLES) if (settle !== undefined) await owner.query(settle);
    await owner.query('COMMIT');
    return count;
  } finally {
    await owner.end();
  }
}

async function* batchesOf(logFile: string, onProgress?: (events: number) => void) {
  let batch: RecordedEvent[] = [];
  let count = 0;
  for await (const item of readLogFile(logFile)) {
    if ('rows' in item) break;
    // Positions are counted anew by the log.
    batch.push({ ...item.event, position: '' });
    count += 1;
    if (batch.length < BATCH) continue;
    yield batch;
    onProgress?.(count);
    batch = [];
  }
  if (batch.length > 0) yield batch;
  onProgress?.(count);
}

async function insertPage(owner: pg.Client, { table, page, sealed }: SealedRows, key: Uint8Array): Promise<void> {
  const saved = SAVED_TABLES.find(({ name }) => name === table);
  // A table that this version no longer keeps: nothing would read it.
  if (saved === undefined) return;
  const rows = openText(key, boundTo(table, page), sealed);
  if (saved.prepare !== undefined) await owner.query(saved.prepare, [rows]);
  await owner.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [rows]);
}

function systemKeyOf(masterKey: MasterKey, { keys }: KeyFileContents): Uint8Array {
  const row = keys.find(({ keyId }) => keyId === SYSTEM_KEY_ID);
  if (typeof row?.wrapped !== 'string') throw new BackupError('Ce fichier de clés ne contient pas la clé du système.');
  const wrapped: WrappedKey = { wrapped: Buffer.from(row.wrapped, 'base64'), version: row.masterVersion };
  return masterKey.unwrap(SYSTEM_KEY_ID, wrapped);
}
