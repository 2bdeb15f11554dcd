import { type DynamicModule, Module } from '@nestjs/common';
import { ParcoursSteps } from '@jalons/parcours';
import { AlertCommandsController } from './http/alerts/alert-commands.controller.js';
import { AlertDesk, type AlertDeskParts } from './http/alerts/alert-desk.js';

export interface RiskOptions extends AlertDeskParts {
  /** Of the same application: closing an alert may log a contact. */
  readonly parcours: DynamicModule;
}

/** Alerts and the rules behind them over HTTP; needs IdentityModule beside it. */
@Module({})
export class RiskModule {
  static forRoot({ parcours, ...parts }: RiskOptions): DynamicModule {
    return {
      module: RiskModule,
      imports: [parcours],
      controllers: [AlertCommandsController],
      providers: [
        {
          provide: AlertDesk,
          useFactory: (steps: ParcoursSteps) => new AlertDesk(parts, steps),
          inject: [ParcoursSteps],
        },
      ],
    };
  }
}
