import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsFrom, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { OrientationList } from './orientation-list.js';
import { OrientationDocument, OrientationPageView, OrientationsQuery } from './orientations.dto.js';

/** Handovers between structures, where people are lost: sent and received, with the days each has waited. */
@ApiTags('orientations')
@Controller('orientations')
export class OrientationsController {
  constructor(private readonly orientations: OrientationList) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: OrientationPageView })
  list(@CurrentReader() reader: Reader, @Query() query: OrientationsQuery): Promise<OrientationPageView> {
    return this.orientations.page(reader, query);
  }

  /** With its sheet, that the receiver decides on. */
  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get(':id')
  @ApiOkResponse({ type: OrientationDocument })
  one(@CurrentReader() reader: Reader, @Param('id', UuidPipe) id: string): Promise<OrientationDocument> {
    return this.orientations.one(reader, id);
  }
}
