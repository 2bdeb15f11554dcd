import type { MailSettings } from '@jalons/notify';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** Settings of a process, from the environment alone (architecture.md § 3.14). */
export interface Configuration {
  /** Folder of the embedded profile: cluster, secrets, logs. */
  readonly dataFolder: string;
  /** Profiles of imports beside the format of this product: `<id>.json` each. */
  readonly profilesFolder: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  /** Where people reach the product: links it sends, pages it takes changes from; where it listens when absent. */
  readonly publicUrl?: string;
  /** Addresses and ranges of the reverse proxies whose X-Forwarded-* are believed; none when absent. */
  readonly trustedProxies?: readonly string[];
  /** A PostgreSQL of one's own, under the role of the process; the embedded one when absent. */
  readonly databaseUrl?: string;
  /** The same under `jalons_owner`, for whoever makes and rebuilds read models, or saves all that is kept. */
  readonly ownerDatabaseUrl?: string;
  /** The same under `jalons_worker`, for the commands that do once what the worker does. */
  readonly workerDatabaseUrl?: string;
  /** The event log on EventStoreDB; on PostgreSQL when absent. */
  readonly eventStoreUrl?: string;
  /** The queues on Redis; on PostgreSQL when absent. */
  readonly redisUrl?: string;
  /** The master key, provided from outside; made in the data folder when absent. */
  readonly masterKeyFile?: string;
  /** How mails leave; none does when absent. */
  readonly mail?: MailSettings;
}

const address = (protocol: RegExp, kinds: string) => z.url({ protocol, error: `doit être une adresse ${kinds}` });
const POSTGRES = address(/^postgres(?:ql)?$/, 'postgres://');

/** Of every caller, or of every one that has an IPv4 address: written as IPv6, these are ::ffff:0:0/96. */
function isEverybody(range: string): boolean {
  const [network, length] = range.split('/');
  const bits = Number(length ?? 128);
  if (bits === 0) return true;
  if (bits > 96 || !network!.includes(':')) return false;
  const covered = new BlockList();
  covered.addSubnet(network!, bits, 'ipv6');
  return covered.check('::ffff:0:0', 'ipv6');
}

const PROXY = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
/** Addresses between commas; never everybody, who could then pass for any caller. */
const PROXIES = z
  .string()
  .transform((list) => list.split(',').flatMap((each) => each.trim() || []))
  .refine((list) => list.every((each) => PROXY.safeParse(each).success && !isEverybody(each)), {
    error: 'doit énumérer des adresses IP ou des plages (10.0.0.0/24), séparées par des virgules, jamais toutes (/0)',
  });

const schema = z.object({
  JALONS_DATA: z.string().min(1, 'doit nommer un dossier').default('.jalons'),
  JALONS_PROFILES: z.string().min(1, 'doit nommer un dossier').optional(),
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
  PUBLIC_URL: address(/^https?$/, 'http:// ou https://').optional(),
  TRUSTED_PROXIES: PROXIES.optional(),
  DATABASE_URL: POSTGRES.optional(),
  DATABASE_OWNER_URL: POSTGRES.optional(),
  DATABASE_WORKER_URL: POSTGRES.optional(),
  EVENTSTORE_URL: address(/^(?:esdb|kurrentdb)(?:\+discover)?$/, 'esdb://').optional(),
  REDIS_URL: address(/^rediss?$/, 'redis://').optional(),
  JALONS_MASTER_KEY_FILE: z.string().min(1, 'doit nommer un fichier').optional(),
  SMTP_URL: address(/^smtps?$/, 'smtp:// ou smtps://').optional(),
  MAIL_FROM: z.email('doit être une adresse de courriel').optional(),
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
  const settings = read.data;
  return {
    dataFolder: settings.JALONS_DATA,
    profilesFolder: settings.JALONS_PROFILES ?? join(settings.JALONS_DATA, 'profiles'),
    port: settings.PORT,
    host: settings.HOST,
    logLevel: settings.LOG_LEVEL,
    ...(settings.PUBLIC_URL !== undefined && { publicUrl: settings.PUBLIC_URL }),
    ...(settings.TRUSTED_PROXIES?.length && { trustedProxies: settings.TRUSTED_PROXIES }),
    ...(settings.DATABASE_URL !== undefined && { databaseUrl: settings.DATABASE_URL }),
    ...(settings.DATABASE_OWNER_URL !== undefined && { ownerDatabaseUrl: settings.DATABASE_OWNER_URL }),
    ...(settings.DATABASE_WORKER_URL !== undefined && { workerDatabaseUrl: settings.DATABASE_WORKER_URL }),
    ...(settings.EVENTSTORE_URL !== undefined && { eventStoreUrl: settings.EVENTSTORE_URL }),
    ...(settings.REDIS_URL !== undefined && { redisUrl: settings.REDIS_URL }),
    ...(settings.JALONS_MASTER_KEY_FILE !== undefined && { masterKeyFile: settings.JALONS_MASTER_KEY_FILE }),
    ...mailOf(settings),
  };
}

/** A mail without a sender is refused, and one whose links lead nowhere is of no use: all three, or none. */
function mailOf({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }: z.infer<typeof schema>) {
  if (smtpUrl === undefined) return {};
  if (from === undefined || publicUrl === undefined) {
    throw new ConfigurationError('Réglages à corriger : SMTP_URL demande aussi MAIL_FROM et PUBLIC_URL.');
  }
  return { mail: { smtpUrl, from, publicUrl } };
}
