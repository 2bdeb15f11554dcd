import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { CurrentReader, Policy, type Reader } from '@jalons/identity';
import { AnomaliesPage } from './anomalies.dto.js';
import { AnomalyList } from './anomaly-list.js';

/** What does not fit together among parcours, by case number: for the coordinator, who has it put right. */
@ApiTags('parcours')
@Controller('parcours-anomalies')
export class AnomaliesController {
  constructor(private readonly anomalies: AnomalyList) {}

  @Policy('coordinator')
  @ReadsFrom('parcours-slots')
  @Get()
  @ApiOkResponse({ type: AnomaliesPage })
  list(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<AnomaliesPage> {
    return this.anomalies.page(reader, limit, cursor);
  }
}
