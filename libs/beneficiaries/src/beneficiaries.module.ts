import { type DynamicModule, Module } from '@nestjs/common';
import { ContactsController } from './contacts/contacts.controller.js';
import { CriteriaController } from './criteria/criteria.controller.js';
import { Merging } from './merging/merging.js';
import { MergingController } from './merging/merging.controller.js';
import { InformationNoticesController } from './notices/notices.controller.js';
import { ObjectionsController } from './objections/objections.controller.js';
import { ProfileController } from './profile/profile.controller.js';
import { PersonRecords, type PersonRecordsParts } from './record/person-records.js';
import { RegistrationController } from './registration/registration.controller.js';
import { Registration, type RegistrationParts } from './registration/registration.js';
import { RestrictionsController } from './restrictions/restrictions.controller.js';
import { PersonVoidsController } from './voids/voids.controller.js';

export type BeneficiariesOptions = RegistrationParts & PersonRecordsParts;

/** People over HTTP; needs IdentityModule beside it. */
@Module({})
export class BeneficiariesModule {
  static forRoot(options: BeneficiariesOptions): DynamicModule {
    const people = new PersonRecords(options);
    return {
      module: BeneficiariesModule,
      controllers: [
        RegistrationController,
        ProfileController,
        ContactsController,
        CriteriaController,
        InformationNoticesController,
        ObjectionsController,
        RestrictionsController,
        MergingController,
        PersonVoidsController,
      ],
      providers: [
        { provide: Registration, useValue: new Registration(options) },
        { provide: PersonRecords, useValue: people },
        { provide: Merging, useValue: new Merging(people) },
      ],
      exports: [Registration],
    };
  }
}
