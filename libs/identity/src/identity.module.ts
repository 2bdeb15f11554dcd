import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { ScopedDatabase } from '@jalons/database';
import { Accounts } from './accounts/accounts.js';
import { LoginKey } from './accounts/login-key.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { RouteAudit } from './scope/route-audit.js';
import { SessionGuard } from './sessions/session.guard.js';
import { Sessions } from './sessions/sessions.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { Users } from './users/users.js';

export interface IdentityOptions {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  /** The secret kept with the master key (domain.md § 3). */
  readonly idSecret: Uint8Array;
}

/** What the command line needs of identity, without any HTTP. */
export function usersOf({ database, idSecret }: IdentityOptions): Users {
  return new Users(database, new LoginKey(idSecret), new PasswordHasher());
}

/** Sign-in, sessions, and the guard in front of every route of the application. */
@Module({})
export class IdentityModule {
  static forRoot({ database, idSecret }: IdentityOptions): DynamicModule {
    const logins = new LoginKey(idSecret);
    const hasher = new PasswordHasher();
    return {
      module: IdentityModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [SignInController],
      providers: [
        { provide: Accounts, useValue: new Accounts(database, logins, hasher) },
        { provide: Users, useValue: new Users(database, logins, hasher) },
        { provide: Sessions, useValue: new Sessions(database) },
        { provide: APP_GUARD, useClass: SessionGuard },
        RouteAudit,
      ],
      exports: [Accounts, Users, Sessions],
    };
  }
}
