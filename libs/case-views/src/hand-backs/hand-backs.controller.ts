import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { HandBackList } from './hand-back-list.js';
import { HandBackPageView } from './hand-backs.dto.js';

/** The cases and orientations to hand back after the end of a seat: those of one's structure; the territory's for its coordinator. */
@ApiTags('cases')
@Controller('hand-backs')
export class HandBacksController {
  constructor(private readonly handBacks: HandBackList) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: HandBackPageView })
  list(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<HandBackPageView> {
    return this.handBacks.page(reader, limit, cursor);
  }
}
