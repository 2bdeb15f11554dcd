import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, Reflector } from '@nestjs/core';
import { FirstWait, type ProjectionProgress } from '@jalons/http';
import type { ScopedDatabase } from '@jalons/database';
import { Accounts } from './accounts/accounts.js';
import { LoginKey } from './accounts/login-key.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { mandatesProjection } from './projections/mandates.projection.js';
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

export interface DoorOptions extends IdentityOptions {
  /** How far the mandates are; without it no request waits for those that it was just given. */
  readonly progress?: ProjectionProgress;
}

/** What the command line needs of identity, without any HTTP. */
export function usersOf({ database, idSecret }: IdentityOptions): Users {
  return new Users(database, new LoginKey(idSecret), new PasswordHasher());
}

/** Sign-in, sessions, and the guard in front of every route of the application. */
@Module({})
export class IdentityModule {
  static forRoot({ database, idSecret, progress }: DoorOptions): DynamicModule {
    const logins = new LoginKey(idSecret);
    const hasher = new PasswordHasher();
    const sessions = new Sessions(database);
    // What a policy looks at, on every route.
    const position = new FirstWait([mandatesProjection.name], progress);
    const guard = (reflector: Reflector) => new SessionGuard(reflector, sessions, position);
    return {
      module: IdentityModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [SignInController],
      providers: [
        { provide: Accounts, useValue: new Accounts(database, logins, hasher) },
        { provide: Users, useValue: new Users(database, logins, hasher) },
        { provide: Sessions, useValue: sessions },
        { provide: APP_GUARD, inject: [Reflector], useFactory: guard },
        RouteAudit,
      ],
      exports: [Accounts, Users, Sessions],
    };
  }
}
