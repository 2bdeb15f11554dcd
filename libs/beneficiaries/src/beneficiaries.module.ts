import { type DynamicModule, Module } from '@nestjs/common';
import { RegistrationController } from './registration/registration.controller.js';
import { Registration, type RegistrationParts } from './registration/registration.js';

export type BeneficiariesOptions = RegistrationParts;

/** People over HTTP; needs IdentityModule beside it. */
@Module({})
export class BeneficiariesModule {
  static forRoot(options: BeneficiariesOptions): DynamicModule {
    return {
      module: BeneficiariesModule,
      controllers: [RegistrationController],
      providers: [{ provide: Registration, useValue: new Registration(options) }],
      exports: [Registration],
    };
  }
}
