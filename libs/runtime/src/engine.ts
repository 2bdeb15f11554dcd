import { dataFolder, openEmbeddedDatabase } from '@jalons/database';
import { PostgresEventLog } from '@jalons/event-log';
import { openMasterKey, type MasterKey } from '@jalons/privacy';

export interface EngineOptions {
  /** Folder of the embedded profile. */
  readonly folder: string;
  /** What happens, in French, for the terminal; never a secret. */
  readonly onMessage: (message: string) => void;
  /** The database ended and could not be started again: the process must stop. */
  readonly onLost: () => void;
}

/** The embedded profile, up: database, log and secrets of one process. */
export interface Engine {
  readonly log: PostgresEventLog;
  readonly masterKey: MasterKey;
  /** Resolves when the log answers; rejects otherwise. */
  ping(): Promise<void>;
  /** Closes in the order that loses nothing: log, then the database, last. */
  close(): Promise<void>;
}

/** Opens the data folder, made at the first start: PostgreSQL up, schema up to date, secrets read, log open. */
export async function openEngine({ folder, onMessage, onLost }: EngineOptions): Promise<Engine> {
  const { server, urls } = await openEmbeddedDatabase({ folder, onMessage, onLost });
  try {
    const masterKey = openMasterKey({ secretsFolder: dataFolder(folder).secrets });
    const log = new PostgresEventLog({ url: urls.api, name: 'jalons-api-log' });
    return {
      log,
      masterKey,
      ping: async () => {
        await log.head();
      },
      close: async () => {
        await log.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
