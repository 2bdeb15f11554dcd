import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsFrom, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { Spoken, type Language } from '@jalons/territory';
import { CurrentReader, type Reader } from '../access/reader.js';
import { RiskDocument, RiskQuery } from './risk.dto.js';
import { RiskViews } from './risk-views.js';

/** Why a person is flagged, or why not, on any day (risk.md § 4). */
@ApiTags('alerts')
@Controller('parcours/:id/risk')
export class RiskController {
  constructor(private readonly views: RiskViews) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('risk', 'territories')
  @Get()
  @ApiOkResponse({ type: RiskDocument })
  view(
    @Param('id', UuidPipe) id: string,
    @CurrentReader() reader: Reader,
    @Query() query: RiskQuery,
    @Spoken() language: Language,
  ): Promise<RiskDocument> {
    return this.views.view(reader, id, query, language);
  }
}
