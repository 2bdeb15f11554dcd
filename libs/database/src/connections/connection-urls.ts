/** One connection string per role; each process is given only the ones it needs. */
export interface ConnectionUrls {
  /** Superuser: supervisor, bootstrap and backup tooling only. */
  readonly admin: string;
  /** Owner of the schemas: migrations, rebuild and swap. */
  readonly owner: string;
  readonly api: string;
  readonly worker: string;
  readonly cli: string;
}

/** The roles that sign in with a password. `jalons_search` owns one function and never signs in. */
export const LOGIN_ROLES = {
  owner: 'jalons_owner',
  api: 'jalons_api',
  worker: 'jalons_worker',
  cli: 'jalons_cli',
} as const;

export type LoginRole = keyof typeof LOGIN_ROLES;

export type RolePasswords = Readonly<Record<LoginRole, string>>;

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** Builds the five strings of one server; `adminUser` is the superuser that initdb made. */
export function connectionUrls(
  server: ServerAddress,
  adminUser: string,
  passwords: RolePasswords & { readonly admin: string },
): ConnectionUrls {
  const url = (user: string, password: string): string =>
    `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${server.host}:${server.port}/${encodeURIComponent(server.database)}`;
  return {
    admin: url(adminUser, passwords.admin),
    owner: url(LOGIN_ROLES.owner, passwords.owner),
    api: url(LOGIN_ROLES.api, passwords.api),
    worker: url(LOGIN_ROLES.worker, passwords.worker),
    cli: url(LOGIN_ROLES.cli, passwords.cli),
  };
}

/** The same server and user on another database. */
export function onDatabase(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${encodeURIComponent(database)}`;
  return copy.toString();
}
