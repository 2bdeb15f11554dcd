import type { DataFolder } from './data-folder.js';

export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Settings given on the command line at each start, over whatever the data folder holds.
 * Personal values must not reach a log: error details are left out (`terse`), statements and ordinary errors too,
 * since the client gets those anyway and a message such as "invalid input syntax" quotes the value. `wal_recycle`
 * is off so that an erased person is not kept in renamed segments of the write-ahead log (security.md § 3).
 */
export function serverSettings(folder: DataFolder, port: number, extra: ServerSettings = {}): ServerSettings {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    log_error_verbosity: 'terse',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    wal_recycle: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // One file a day of the week, started afresh the week after: logs never grow without bound.
    logging_collector: 'on',
    log_directory: folder.postgresLogs,
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    ...extra,
  };
}

/** The arguments of `postgres` for one data folder. */
export function postgresArguments(dataFolder: string, settings: ServerSettings): string[] {
  return ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Nothing of the caller's environment reaches PostgreSQL: PG* variables, locale and zone would change it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {};
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', ...kept };
}
