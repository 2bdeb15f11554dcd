import { type DynamicModule, Module } from '@nestjs/common';
import { RiskController } from './risk.controller.js';
import { RiskViews, type RiskViewsParts } from './risk-views.js';

/** Why, or why not, over HTTP; needs IdentityModule beside it, and the function of migration 0114. */
@Module({})
export class RiskViewsModule {
  static forRoot(parts: RiskViewsParts): DynamicModule {
    return {
      module: RiskViewsModule,
      controllers: [RiskController],
      providers: [{ provide: RiskViews, useValue: new RiskViews(parts) }],
    };
  }
}
