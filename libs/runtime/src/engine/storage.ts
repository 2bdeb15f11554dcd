import { attachEmbeddedDatabase, dataFolder, openEmbeddedDatabase, type ConnectionUrls } from '@jalons/database';
import { EventStoreDbLog, PostgresEventLog, type EventLog } from '@jalons/event-log';
import { openMasterKey, type MasterKey } from '@jalons/privacy';
import { ConfigurationError, type Configuration } from '../configuration/configuration.js';
import { opening } from './closers.js';

/** The roles under which a process of the product reads and writes. */
export type ProcessRole = 'api' | 'worker' | 'cli';

/** What a storage is opened with: plain data, to be handed to another thread. */
export interface StorageSettings {
  readonly urls: Partial<ConnectionUrls>;
  readonly secretsFolder: string;
  readonly masterKeyFile?: string;
  readonly eventStoreUrl?: string;
  readonly redisUrl?: string;
  /** Profiles of imports beside the format of this product. */
  readonly profilesFolder: string;
}

/** Where one process keeps everything, by connection strings alone (architecture.md § 1). */
export interface Storage {
  readonly settings: StorageSettings;
  /** The strings this process has: all of them in the embedded profile, those of its role otherwise. */
  readonly urls: Partial<ConnectionUrls>;
  readonly masterKey: MasterKey;
  /** Where the queues are; in PostgreSQL when absent. */
  readonly redisUrl?: string;
  /** A log under one role. */
  openLog(role: ProcessRole): EventLog;
  /** Stops what was started here; to be called last. */
  close(): Promise<void>;
}

export interface EmbeddedHooks {
  /** What happens, in French, for the terminal; never a secret. */
  readonly onMessage: (message: string) => void;
  /** The database ended and could not be started again: the process must stop. */
  readonly onLost: () => void;
}

/** The embedded profile: the data folder made at the first start, PostgreSQL up, schema up to date, secrets read. */
export function openEmbeddedStorage(configuration: Configuration, hooks: EmbeddedHooks): Promise<Storage> {
  return opening(async (closers) => {
    const { server, urls } = await openEmbeddedDatabase({ folder: configuration.dataFolder, ...hooks });
    closers.add(() => server.stop());
    return storageOf(settingsOf(configuration, urls), () => closers.closeAll());
  });
}

/** The embedded profile of a product that runs already in another process; undefined where none does. */
export async function attachStorage(configuration: Configuration): Promise<Storage | undefined> {
  const urls = await attachEmbeddedDatabase(configuration.dataFolder);
  return urls && storageOf(settingsOf(configuration, urls));
}

/** The distributed profile: a database that runs elsewhere, its roles and schema made by docker/prepare.mjs. */
export function connectStorage(configuration: Configuration, role: ProcessRole): Storage {
  const { databaseUrl, ownerDatabaseUrl, workerDatabaseUrl } = configuration;
  if (databaseUrl === undefined) {
    throw new ConfigurationError(`DATABASE_URL doit donner la base de données, sous le rôle jalons_${role}.`);
  }
  const urls = {
    ...(ownerDatabaseUrl !== undefined && { owner: ownerDatabaseUrl }),
    ...(workerDatabaseUrl !== undefined && { worker: workerDatabaseUrl }),
    [role]: databaseUrl,
  };
  return storageOf(settingsOf(configuration, urls));
}

function settingsOf(configuration: Configuration, urls: Partial<ConnectionUrls>): StorageSettings {
  const { masterKeyFile, eventStoreUrl, redisUrl, dataFolder: folder, profilesFolder } = configuration;
  return {
    ...{ urls, secretsFolder: dataFolder(folder).secrets, profilesFolder },
    ...(masterKeyFile !== undefined && { masterKeyFile }),
    ...(eventStoreUrl !== undefined && { eventStoreUrl }),
    ...(redisUrl !== undefined && { redisUrl }),
  };
}

/** A storage whose database runs already. */
export function storageOf(settings: StorageSettings, close: () => Promise<void> = () => Promise.resolve()): Storage {
  const { urls, secretsFolder, masterKeyFile: file, eventStoreUrl, redisUrl } = settings;
  return {
    ...{ settings, urls },
    ...(redisUrl !== undefined && { redisUrl }),
    masterKey: openMasterKey({ secretsFolder, file }),
    openLog: (role) =>
      eventStoreUrl === undefined
        ? new PostgresEventLog({ url: urlOf(urls, role), name: `jalons-${role}-log` })
        : new EventStoreDbLog({ url: eventStoreUrl }),
    close,
  };
}

/** Settings that give a process the address of a role beside its own. */
const SETTINGS: Readonly<Partial<Record<keyof ConnectionUrls, string>>> = {
  owner: 'DATABASE_OWNER_URL',
  worker: 'DATABASE_WORKER_URL',
};

/** The string of a role that this process must have; throws ConfigurationError, which names the setting it comes from. */
export function urlOf(urls: Partial<ConnectionUrls>, role: keyof ConnectionUrls): string {
  const url = urls[role];
  if (url !== undefined) return url;
  const setting = SETTINGS[role] ?? 'DATABASE_URL';
  throw new ConfigurationError(
    `Il faut ici la base de données sous le rôle jalons_${role} : donnez son adresse par ${setting}.`,
  );
}
