import { Body, Controller, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, DayField, OneOfField, TextField } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { type CivilDate, DomainError } from '@jalons/kernel';
import type { Sex } from '../beneficiary/beneficiary.events.js';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, OfPerson } from '../record/record.forms.js';

const SEXES = ['female', 'male', 'other', 'unknown'] as const satisfies readonly Sex[];

export class ProfileForm extends DatedForm {
  @TextField(100, { optional: true })
  givenName?: string;

  @TextField(100, { optional: true })
  familyName?: string;

  @TextField(100, { optional: true })
  birthName?: string;

  @DayField({ optional: true })
  birthDate?: CivilDate;

  @OneOfField(SEXES, { optional: true })
  sex?: Sex;
}

/** Who a person is, where that was wrong or has changed: what is left out stays as it was. */
@ApiTags('beneficiaries')
@OfPerson()
@Controller('beneficiaries/:id/profile')
export class ProfileController {
  constructor(private readonly people: PersonRecords) {}

  @Policy('operator', 'structure-manager')
  @Patch()
  @ApiOkResponse({ type: CommandAnswer })
  async update(@Person() person: PersonRequest, @Body() { occurredOn, ...form }: ProfileForm) {
    const changes = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
    if (Object.keys(changes).length === 0) throw nothingChanges();
    const result = await this.people.record(person, (today) => ({
      type: 'UpdateProfile',
      on: occurredOn ?? today,
      changes,
    }));
    return answerTo(result);
  }
}

function nothingChanges(): DomainError {
  return new DomainError('invalid', 'nothing-to-change', 'Indiquez au moins une information à changer.');
}
