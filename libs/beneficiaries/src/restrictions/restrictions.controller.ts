import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, TextField, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, OfPerson } from '../record/record.forms.js';

export class RestrictionForm extends DatedForm {
  @TextField(500)
  reason!: string;
}

/** Restrictions of processing (RGPD art. 18), while a request is looked into. */
@ApiTags('beneficiaries')
@OfPerson()
@Policy('operator', 'structure-manager', 'dpo')
@Controller('beneficiaries/:id/restrictions')
export class RestrictionsController {
  constructor(private readonly people: PersonRecords) {}

  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async restrict(@Person() person: PersonRequest, @Body() { occurredOn, reason }: RestrictionForm) {
    const result = await this.people.record(
      person,
      (today) => ({ type: 'RestrictProcessing', on: occurredOn ?? today, reason }),
      { duty: ['dpo'] },
    );
    return answerTo(result);
  }

  @Post(':restriction/lifts')
  @ApiCreatedResponse({ type: CommandAnswer })
  async lift(
    @Person() person: PersonRequest,
    @Param('restriction', UuidPipe) restriction: string,
    @Body() { occurredOn }: DatedForm,
  ) {
    const result = await this.people.record(
      person,
      (today) => ({ type: 'LiftRestriction', on: occurredOn ?? today, restriction }),
      { duty: ['dpo'] },
    );
    return answerTo(result);
  }
}
