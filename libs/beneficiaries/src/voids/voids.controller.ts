import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, IdField, TextField } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { OfPerson } from '../record/record.forms.js';

export class PersonVoidForm {
  @IdField({ description: 'The entry that was a mistake' })
  eventId!: Uuid;

  @TextField(500)
  why!: string;
}

/** What was said of a person by mistake: it stays in the log and counts no more. */
@ApiTags('beneficiaries')
@OfPerson()
@Controller('beneficiaries/:id/voids')
export class PersonVoidsController {
  constructor(private readonly people: PersonRecords) {}

  @Policy('operator', 'structure-manager')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async void(@Person() person: PersonRequest, @Body() { eventId, why }: PersonVoidForm) {
    return answerTo(await this.people.record(person, () => ({ type: 'VoidBeneficiaryEntry', eventId, why })));
  }
}
