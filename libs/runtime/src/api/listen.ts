import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { createHttpApp, createLogger, servePages } from '@jalons/http';
import { projectRoot } from '@jalons/kernel';
import type { Configuration } from '../configuration/configuration.js';

export interface Listening {
  /** Where it answers. */
  readonly address: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly idSecret: Uint8Array;
  /** Serves the built screens beside the API. */
  readonly pages: boolean;
}

/** The address of a module over HTTP, on the port of the configuration. */
export async function listen(
  module: DynamicModule,
  configuration: Configuration,
  { idSecret, pages }: ListenOptions,
): Promise<Listening> {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  const app = await createHttpApp(module, {
    logger: createLogger({ level: configuration.logLevel }),
    idSecret,
    version,
    ...(configuration.trustedProxies && { trustedProxies: configuration.trustedProxies }),
    ...(configuration.publicUrl !== undefined && { publicUrl: configuration.publicUrl }),
  });
  if (pages) await servePages(app, join(projectRoot(), 'dist', 'apps', 'web'));
  await app.listen(configuration.port, configuration.host);
  return { address: addressForPeople(await app.getUrl()), close: () => app.close() };
}

/** By this name alone do all browsers keep the session's secure cookie without https. */
function addressForPeople(url: string): string {
  return url.replace('//127.0.0.1', '//localhost');
}
