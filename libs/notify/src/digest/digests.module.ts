import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { DigestSettings } from './digest-settings.js';
import { MailsController } from './mails.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { UnsubscribeLinks } from './unsubscribe-link.js';
import { UnsubscribeRoutes } from './unsubscribe-routes.js';

export interface DigestsOptions {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly clock: Clock;
  readonly idSecret: Uint8Array;
}

/** Choices about digest mails, their state, and the link that stops them; needs IdentityModule beside it. */
@Module({})
export class DigestsModule {
  static forRoot({ database, clock, idSecret }: DigestsOptions): DynamicModule {
    return {
      module: DigestsModule,
      controllers: [NotificationsController, MailsController],
      providers: [
        { provide: DigestSettings, useValue: new DigestSettings(database, clock) },
        { provide: UnsubscribeLinks, useValue: new UnsubscribeLinks(idSecret) },
        UnsubscribeRoutes,
      ],
    };
  }
}
