import { type DestinationStream, type Logger, pino } from 'pino';

export interface LoggerOptions {
  readonly level?: string;
  readonly destination?: DestinationStream;
}

/** Whatever a careless line holds under these names is replaced; bodies and headers are never logged on purpose. */
const REDACTED = [
  'cookie',
  'authorization',
  'password',
  'token',
  'login',
  'body',
  'query',
  'headers',
  'url',
  'detail',
  'where',
];

/** The process's logger: JSON lines on stdout, without a field that could hold a person or a secret. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    redact: {
      paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[retiré]',
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
