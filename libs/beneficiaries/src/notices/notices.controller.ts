import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { answerTo, checkedField, CommandAnswer, OneOfField, YesNoField } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, OfPerson } from '../record/record.forms.js';

const ARTICLES = [13, 14] as const;
const MEANS = ['oral', 'paper', 'email', 'sms', 'letter'] as const;

export class InformationNoticeForm extends DatedForm {
  @checkedField(
    { enum: [...ARTICLES], description: 'RGPD: 13 collected from her, 14 learnt from elsewhere' },
    IsIn(ARTICLES),
  )
  article!: (typeof ARTICLES)[number];

  @OneOfField(MEANS)
  means!: (typeof MEANS)[number];

  @YesNoField({ optional: true, description: 'The notice for those under 18' })
  adaptedForMinor?: boolean;
}

/** That a person was told what is done with what is known of her, by the structure that says so. */
@ApiTags('beneficiaries')
@OfPerson()
@Controller('beneficiaries/:id/information-notices')
export class InformationNoticesController {
  constructor(private readonly people: PersonRecords) {}

  @Policy('operator', 'structure-manager')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async give(
    @Person() person: PersonRequest,
    @Body() { occurredOn, article, means, adaptedForMinor }: InformationNoticeForm,
  ) {
    const result = await this.people.record(person, (today) => ({
      type: 'GiveInformationNotice',
      on: occurredOn ?? today,
      notice: { article, means, ...(adaptedForMinor !== undefined && { adaptedForMinor }) },
    }));
    return answerTo(result);
  }
}
