import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsFrom, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { PersonDocument, PersonTimelineDocument } from './persons.dto.js';
import { PersonSheets } from './person-sheet.js';
import { PersonTimelines } from './person-timeline.js';

/** One person, whole: records that were merged answer as one, whichever is asked for. */
@ApiTags('people')
@Controller('people')
export class PersonsController {
  constructor(
    private readonly sheets: PersonSheets,
    private readonly timelines: PersonTimelines,
  ) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get(':id')
  @ApiOkResponse({ type: PersonDocument })
  sheet(@Param('id', UuidPipe) id: string, @CurrentReader() reader: Reader): Promise<PersonDocument> {
    return this.sheets.sheet(reader, id);
  }

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get(':id/timeline')
  @ApiOkResponse({ type: PersonTimelineDocument })
  timeline(@Param('id', UuidPipe) id: string, @CurrentReader() reader: Reader): Promise<PersonTimelineDocument> {
    return this.timelines.ofPerson(reader, id);
  }
}
