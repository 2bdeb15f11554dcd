import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { Spoken, type Language } from '@jalons/territory';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { ElevationList } from './elevation-list.js';
import { ElevationPageView } from './elevations.dto.js';

/** Who opened which case by break-the-glass, and why: of the territory for its coordinator, all for the dpo. */
@ApiTags('privacy')
@Controller('elevations')
export class ElevationListController {
  constructor(private readonly elevations: ElevationList) {}

  /** By case number, without identity; the latest first. */
  @Policy('coordinator', 'dpo')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: ElevationPageView })
  page(
    @CurrentReader() reader: Reader,
    @Query() { limit, cursor }: PageQuery,
    @Spoken() language: Language,
  ): Promise<ElevationPageView> {
    return this.elevations.page(reader, language, limit, cursor);
  }
}
