import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpApp, createLogger } from '@jalons/http';
import { projectRoot } from '@jalons/kernel';
import { ApiModule } from './api.module.js';
import type { Configuration } from './configuration.js';
import { openEngine } from './engine.js';

export interface RunningProduct {
  /** Where it answers. */
  readonly address: string;
  /** Stops taking requests, then closes the log and, last, the database. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly onMessage: (message: string) => void;
  readonly onLost: () => void;
}

/** Starts the embedded profile in this process. Whatever fails, nothing is left running. */
export async function startProduct(configuration: Configuration, options: StartOptions): Promise<RunningProduct> {
  const engine = await openEngine({ folder: configuration.dataFolder, ...options });
  try {
    const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
    const app = await createHttpApp(ApiModule.of(engine), {
      logger: createLogger({ level: configuration.logLevel }),
      idSecret: engine.masterKey.idSecret,
      version,
    });
    await app.listen(configuration.port, configuration.host);
    return {
      address: await app.getUrl(),
      close: async () => {
        await app.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
