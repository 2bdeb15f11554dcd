import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { answerTo, CommandAnswer, IdField, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { OfPerson } from '../record/record.forms.js';
import { Merging } from './merging.js';

export class DuplicateForm {
  @IdField({ description: 'The record that may be the same person' })
  other!: Uuid;
}

export class MergeForm {
  @IdField({ description: 'The record that stands for both from then on' })
  into!: Uuid;
}

/** Records of one person: suspected, merged and, exactly, parted again. The caller must see both. */
@ApiTags('beneficiaries')
@OfPerson()
@Policy('operator', 'structure-manager', 'coordinator')
@Controller('beneficiaries/:id')
export class MergingController {
  constructor(private readonly merging: Merging) {}

  @Post('duplicates')
  @ApiCreatedResponse({ type: CommandAnswer })
  async suspect(@Person() person: PersonRequest, @Body() { other }: DuplicateForm) {
    return answerTo(await this.merging.suspect(person, other));
  }

  @Post('merges')
  @ApiCreatedResponse({ type: CommandAnswer })
  async merge(@Person() person: PersonRequest, @Body() { into }: MergeForm) {
    return answerTo(await this.merging.merge(person, into));
  }

  @Post('merges/:merge/reversals')
  @ApiCreatedResponse({ type: CommandAnswer })
  async reverse(@Person() person: PersonRequest, @Param('merge', UuidPipe) merge: string) {
    return answerTo(await this.merging.reverse(person, merge));
  }
}
