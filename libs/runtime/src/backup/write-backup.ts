import { readFileSync } from 'node:fs';
import pg from 'pg';
import { SYSTEM_KEY_ID, type EventLog, type KeyRing, type Position, type RecordedEvent } from '@jalons/event-log';
import { BackupError } from './backup-error.js';
import { DraftPair } from './draft-pair.js';
import { checkPassphrase, writeKeyFile, type KeyFileContents } from './key-file.js';
import { writeLogFile, type LogFileItem } from './log-file.js';
import { sealText } from './sealing.js';
import { SAVED_TABLES, type SavedTable } from './tables.js';

export interface BackupSource {
  readonly log: EventLog;
  readonly keys: KeyRing;
  /** The owner's: no other role reads all that is kept. */
  readonly ownerUrl: string;
  readonly masterKeyFile: string;
}

export interface BackupTarget {
  readonly logFile: string;
  readonly keyFile: string;
  readonly passphrase: string;
  readonly onProgress?: (events: number) => void;
}

export interface BackupDone {
  readonly events: number;
  readonly keys: number;
}

const PAGE = 1_000;
const KEYS = `
  SELECT key_id AS "keyId", encode(wrapped, 'base64') AS wrapped, master_version AS "masterVersion",
         created_at::text AS "createdAt", destroyed_at::text AS "destroyedAt"
    FROM keys.subject_keys ORDER BY key_id`;
const MASTERS = `
  SELECT version, encode(fingerprint, 'base64') AS fingerprint, registered_at::text AS "registeredAt"
    FROM keys.master_versions ORDER BY version`;

/**
 * Writes the two files of a backup (security.md § 3): the log with the few tables that nothing rebuilds, and the keys
 * under a passphrase. To be kept apart: without the second, no person is readable in the first. May run while the
 * product does: what is recorded meanwhile is left for the next backup, and keys are read last, so that none is missing.
 * An earlier backup of the same name stays as it is until both files are whole on disk.
 * @throws BackupError where the passphrase is too short, or the files cannot be made
 */
export async function writeBackup(source: BackupSource, target: BackupTarget): Promise<BackupDone> {
  checkPassphrase(target.passphrase);
  const drafts = DraftPair.begin(target);
  try {
    const done = await writeBoth(source, { ...target, logFile: drafts.logFile, keyFile: drafts.keyFile });
    drafts.keep();
    return done;
  } finally {
    drafts.drop();
  }
}

async function writeBoth(source: BackupSource, target: BackupTarget): Promise<BackupDone> {
  const systemKey = await source.keys.forSealing(SYSTEM_KEY_ID);
  const owner = new pg.Client({ connectionString: source.ownerUrl, application_name: 'jalons-backup' });
  await owner.connect();
  let events = 0;
  async function* items(): AsyncGenerator<LogFileItem> {
    for await (const event of wholeLog(source.log)) {
      yield { event };
      events += 1;
      if (events % PAGE === 0) target.onProgress?.(events);
    }
    target.onProgress?.(events);
    for (const table of SAVED_TABLES) yield* pagesOf(owner, table, systemKey);
  }
  try {
    await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await writeLogFile(target.logFile, items());
    await owner.query('COMMIT');
    const keys = await keysOf(owner, source.masterKeyFile);
    writeKeyFile(target.keyFile, target.passphrase, keys);
    return { events, keys: keys.keys.length };
  } finally {
    await owner.end();
  }
}

async function* wholeLog(log: EventLog) {
  const head = await log.head();
  if (head === null) return;
  let after: Position | null = null;
  while (after === null || after < head.position) {
    const page: readonly RecordedEvent[] = await log.readAll({ after, maxCount: PAGE });
    if (page.length === 0) throw new BackupError('Le journal s’arrête avant sa fin : la sauvegarde est abandonnée.');
    for (const event of page) if (event.position <= head.position) yield event;
    after = page.at(-1)!.position;
  }
}

async function* pagesOf(owner: pg.Client, { name, key }: SavedTable, sealingKey: Uint8Array) {
  const cursor = `DECLARE saved NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY ${key.join()}`;
  await owner.query(cursor);
  for (let page = 0; ; page += 1) {
    const { rows } = await owner.query<{ row: string }>(`FETCH ${PAGE} FROM saved`);
    if (rows.length === 0) break;
    const text = `[${rows.map(({ row }) => row).join()}]`;
    yield { rows: { table: name, page, sealed: sealText(sealingKey, boundTo(name, page), text) } };
  }
  await owner.query('CLOSE saved');
}

/** What a sealed page of a table is bound to. */
export function boundTo(table: string, page: number): string {
  return `jalons backup ${table} ${page}`;
}

async function keysOf(owner: pg.Client, masterKeyFile: string): Promise<KeyFileContents> {
  const { rows: keys } = await owner.query<KeyFileContents['keys'][number]>(KEYS);
  const { rows: masterVersions } = await owner.query<KeyFileContents['masterVersions'][number]>(MASTERS);
  return { masterKey: readFileSync(masterKeyFile, 'utf8'), masterVersions, keys };
}
