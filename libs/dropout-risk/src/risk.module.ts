import { type DynamicModule, Module } from '@nestjs/common';
import { ParcoursSteps } from '@jalons/parcours';
import type { AccessJournal } from '@jalons/privacy';
import { AlertCommandsController } from './http/alerts/alert-commands.controller.js';
import { AlertDesk, type AlertDeskParts } from './http/alerts/alert-desk.js';
import { FailedReviews } from './http/reviews/failed-reviews.js';
import { FailedReviewsController } from './http/reviews/failed-reviews.controller.js';
import { RuleSetDesk } from './http/rules/rule-set-desk.js';
import { RuleSetFigures } from './http/rules/rule-set-figures.js';
import { RuleSetReader } from './http/rules/rule-set-reader.js';
import { RuleSetsController } from './http/rules/rule-sets.controller.js';

export interface RiskOptions extends AlertDeskParts {
  readonly journal: AccessJournal;
  /** Of the same application: closing an alert may log a contact. */
  readonly parcours: DynamicModule;
}

/** Alerts and the rules behind them over HTTP; needs IdentityModule beside it. */
@Module({})
export class RiskModule {
  static forRoot({ parcours, ...parts }: RiskOptions): DynamicModule {
    const desk = new RuleSetDesk(parts);
    return {
      module: RiskModule,
      imports: [parcours],
      controllers: [AlertCommandsController, RuleSetsController, FailedReviewsController],
      providers: [
        {
          provide: AlertDesk,
          useFactory: (steps: ParcoursSteps) => new AlertDesk(parts, steps),
          inject: [ParcoursSteps],
        },
        { provide: RuleSetDesk, useValue: desk },
        { provide: RuleSetReader, useValue: new RuleSetReader(desk, parts.database, parts.zone) },
        { provide: FailedReviews, useValue: new FailedReviews(parts) },
        { provide: RuleSetFigures, useValue: new RuleSetFigures(parts.database) },
      ],
    };
  }
}
