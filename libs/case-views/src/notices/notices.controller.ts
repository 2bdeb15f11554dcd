import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NoticeList } from './notice-list.js';

export class NoticeDueView {
  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ description: 'Given name and initial' })
  displayName!: string;

  @ApiProperty({ format: 'uuid', description: 'The structure that is to inform her' })
  structureId!: string;

  @ApiProperty({ enum: [13, 14], description: 'RGPD: 13 collected from her, 14 learnt from elsewhere' })
  article!: 13 | 14;

  @ApiProperty({ format: 'date' })
  since!: string;

  @ApiProperty({ format: 'date' })
  dueOn!: string;

  @ApiProperty()
  late!: boolean;
}

export class NoticePageView {
  @ApiProperty({ type: [NoticeDueView] })
  items!: readonly NoticeDueView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}

/** People who have still to be told what is done with what is known of them. */
@ApiTags('people')
@Controller('notices-due')
export class NoticesController {
  constructor(private readonly notices: NoticeList) {}

  @Policy('operator', 'structure-manager')
  @ReadsFrom('case-views')
  @Get()
  @ApiOkResponse({ type: NoticePageView })
  list(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<NoticePageView> {
    return this.notices.page(reader, limit, cursor);
  }
}
