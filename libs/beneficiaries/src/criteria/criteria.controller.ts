import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CodeField, CommandAnswer, OneOfField, TextField } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { CriterionAnswer } from '../beneficiary/beneficiary.events.js';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, OfPerson } from '../record/record.forms.js';

const ANSWERS = ['yes', 'no', 'refused', 'unknown'] as const satisfies readonly CriterionAnswer[];

export class CriterionForm extends DatedForm {
  @CodeField('criteria')
  criterion!: string;

  @OneOfField(ANSWERS, { description: 'refused and unknown are answers too, counted beside' })
  answer!: CriterionAnswer;

  @TextField(200, { optional: true, description: 'What it was seen on; never a number of it' })
  proof?: string;
}

/** Criteria of the publics (domain.md § 4): dated answers, the last of which stands. */
@ApiTags('beneficiaries')
@OfPerson()
@Controller('beneficiaries/:id/criteria')
export class CriteriaController {
  constructor(private readonly people: PersonRecords) {}

  @Policy('operator', 'structure-manager')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async declare(@Person() person: PersonRequest, @Body() { occurredOn, criterion, answer, proof }: CriterionForm) {
    const result = await this.people.record(person, (today) => ({
      type: 'DeclareCriterion',
      on: occurredOn ?? today,
      ...{ criterion, answer },
      ...(proof !== undefined && { proof }),
    }));
    return answerTo(result);
  }
}
