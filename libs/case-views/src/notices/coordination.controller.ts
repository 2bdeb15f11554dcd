import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsId, MayBeAbsent, PageQuery, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { NamedView } from '../names/named.dto.js';
import { CoordinationNoticeList } from './coordination-notices.js';

export class CoordinationQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'One that the reader coordinates; the only one by default' })
  @MayBeAbsent()
  @IsId()
  territory?: Uuid;
}

export class OpenCaseView {
  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid', description: 'What break-the-glass is asked for by' })
  beneficiaryId!: string;

  @ApiProperty({ type: NamedView })
  structure!: NamedView;

  @ApiProperty({ format: 'date' })
  openedOn!: string;
}

export class ConventionEndView {
  @ApiProperty({ format: 'date' })
  endsOn!: string;

  @ApiProperty({ type: 'integer' })
  openCases!: number;

  @ApiProperty({ type: [OpenCaseView] })
  items!: readonly OpenCaseView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}

export class ConcurrentSupportView {
  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid', description: 'What break-the-glass is asked for by' })
  beneficiaryId!: string;

  @ApiProperty({ description: 'Code of the nomenclature support-kinds' })
  supportKind!: string;

  @ApiProperty({ type: [NamedView] })
  structures!: readonly NamedView[];

  @ApiProperty({ format: 'date' })
  since!: string;
}

export class CoordinationNoticesView {
  @ApiProperty({ type: ConventionEndView, nullable: true, description: 'null before its time' })
  conventionEnd!: ConventionEndView | null;

  @ApiProperty({ type: [ConcurrentSupportView] })
  concurrentSupport!: readonly ConcurrentSupportView[];
}

/** What the coordinator is told outside levels and precision (risk.md § 1): by case number, without identity. */
@ApiTags('notices')
@Controller('notices/coordination')
export class CoordinationController {
  constructor(private readonly notices: CoordinationNoticeList) {}

  @Policy('coordinator')
  @ReadsFrom('case-views', 'territories', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: CoordinationNoticesView })
  read(@CurrentReader() reader: Reader, @Query() query: CoordinationQuery): Promise<CoordinationNoticesView> {
    return this.notices.read(reader, query);
  }
}
