import { z } from 'zod';

/** Settings of a process, from the environment alone (architecture.md § 3.14). */
export interface Configuration {
  /** Folder of the embedded profile: cluster, secrets, logs. */
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  /** Where people reach the product, for the links it prints; the address it listens on when absent. */
  readonly publicUrl?: string;
}

const schema = z.object({
  JALONS_DATA: z.string().min(1, 'doit nommer un dossier').default('.jalons'),
  PORT: z.coerce
    .number({ error: 'doit être un nombre' })
    .int('doit être un nombre entier')
    .min(0, 'doit être compris entre 0 et 65535')
    .max(65_535, 'doit être compris entre 0 et 65535')
    .default(3000),
  HOST: z.string().min(1, 'doit nommer une adresse').default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug'], { error: 'vaut fatal, error, warn, info ou debug' })
    .default('warn'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'doit être une adresse http ou https' }).optional(),
});

/** A setting that cannot be used; the message names each one and what it takes, never its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads and checks the settings; refuses with every fault at once. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const read = schema.safeParse(environment);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new ConfigurationError(`Réglages à corriger : ${faults.join(' ; ')}.`);
  }
  const { JALONS_DATA, PORT, HOST, LOG_LEVEL, PUBLIC_URL } = read.data;
  return {
    dataFolder: JALONS_DATA,
    port: PORT,
    host: HOST,
    logLevel: LOG_LEVEL,
    ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL }),
  };
}
