import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import type { JsonOf } from './case-document.js';
import { CaseList } from './case-list.js';
import { CaseCountsView, CasePageView, CasesQuery } from './cases.dto.js';

/** The file active (screens.md): mine and my structure's; the territory's by case number for a coordinator. */
@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(private readonly cases: CaseList) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', 'risk', ...NAMED_IN)
  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: CasePageView })
  list(@CurrentReader() reader: Reader, @Query() query: CasesQuery): Promise<JsonOf<CasePageView>> {
    return this.cases.page(reader, query);
  }

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', 'risk', ...NAMED_IN)
  @Get('counts')
  @ApiOkResponse({ type: CaseCountsView })
  counts(@CurrentReader() reader: Reader): Promise<CaseCountsView> {
    return this.cases.counts(reader);
  }
}
