import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, EntryVoidForm, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { OfPerson } from '../record/record.forms.js';

/** What was said of a person by mistake: it stays in the log and counts no more. */
@ApiTags('beneficiaries')
@OfPerson()
@Controller('beneficiaries/:id/voids')
export class PersonVoidsController {
  constructor(private readonly people: PersonRecords) {}

  // What rests on a registration is looked for among the encounters too.
  @ReadsFrom('case-views', 'outreach')
  @Policy('operator', 'structure-manager')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async void(@Person() person: PersonRequest, @Body() { eventId, why }: EntryVoidForm) {
    return answerTo(await this.people.record(person, () => ({ type: 'VoidBeneficiaryEntry', eventId, why })));
  }
}
