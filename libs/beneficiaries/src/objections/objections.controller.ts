import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, OneOfField, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { ObjectionPurpose } from '../beneficiary/beneficiary.events.js';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, OfPerson } from '../record/record.forms.js';

const PURPOSES = ['contact', 'profiling', 'sharing', 'all'] as const satisfies readonly ObjectionPurpose[];

export class ObjectionForm extends DatedForm {
  @OneOfField(PURPOSES, { description: 'What is to stop' })
  purpose!: ObjectionPurpose;
}

/** Objections (RGPD art. 21), told to whoever follows her or to the dpo: each stops a purpose until it is withdrawn. */
@ApiTags('beneficiaries')
@OfPerson()
@Policy('operator', 'structure-manager', 'dpo')
@Controller('beneficiaries/:id/objections')
export class ObjectionsController {
  constructor(private readonly people: PersonRecords) {}

  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async object(@Person() person: PersonRequest, @Body() { occurredOn, purpose }: ObjectionForm) {
    const result = await this.people.record(
      person,
      (today) => ({ type: 'RecordObjection', on: occurredOn ?? today, purpose }),
      { duty: ['dpo'] },
    );
    return answerTo(result);
  }

  @Post(':objection/withdrawals')
  @ApiCreatedResponse({ type: CommandAnswer })
  async withdraw(
    @Person() person: PersonRequest,
    @Param('objection', UuidPipe) objection: string,
    @Body() { occurredOn }: DatedForm,
  ) {
    const result = await this.people.record(
      person,
      (today) => ({ type: 'WithdrawObjection', on: occurredOn ?? today, objection }),
      { duty: ['dpo'] },
    );
    return answerTo(result);
  }
}
