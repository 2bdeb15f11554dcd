import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpApp, createLogger, servePages } from '@jalons/http';
import { linkUrl, usersOf } from '@jalons/identity';
import { projectRoot } from '@jalons/kernel';
import { ApiModule } from '../api/api.module.js';
import type { Configuration } from '../configuration/configuration.js';
import { openEngine, type Engine } from '../engine/engine.js';
import { inviteFirstAdmin } from './first-admin.js';

export interface RunningProduct {
  /** Where it answers. */
  readonly address: string;
  /** The page that opens the product to its first administrator; absent once somebody has an account. */
  readonly firstLink?: string;
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
    const app = await createHttpApp(ApiModule.of(engine, configuration.publicUrl), {
      logger: createLogger({ level: configuration.logLevel }),
      idSecret: engine.masterKey.idSecret,
      version,
    });
    await servePages(app, join(projectRoot(), 'dist', 'apps', 'web'));
    await app.listen(configuration.port, configuration.host);
    const address = addressForPeople(await app.getUrl());
    const firstLink = await firstLinkOf(engine, configuration.publicUrl ?? address);
    return {
      address,
      ...(firstLink !== undefined && { firstLink }),
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

/** By this name alone do all browsers keep the session's secure cookie without https. */
function addressForPeople(url: string): string {
  return url.replace('//127.0.0.1', '//localhost');
}

async function firstLinkOf(engine: Engine, origin: string): Promise<string | undefined> {
  const { administration, codes, clock, zone } = engine;
  const { idSecret } = engine.masterKey;
  const users = usersOf({ database: administration, idSecret });
  const link = await inviteFirstAdmin(users, { runner: engine.api.runner, codes, clock, zone, idSecret });
  return link && linkUrl(origin, link.token);
}
