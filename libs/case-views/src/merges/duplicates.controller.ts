import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { DuplicateList } from './duplicate-list.js';

export class SuspectedRecordView {
  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for one who is not open to the reader' })
  fullName!: string | null;
}

export class DuplicateView {
  @ApiProperty({ format: 'uuid', description: 'The entry, to be voided where the two are not one' })
  suspicionId!: string;

  @ApiProperty({ enum: ['name-and-birth-date', 'identifier', 'operator'] })
  because!: string;

  @ApiProperty({ format: 'date' })
  suspectedOn!: string;

  @ApiProperty({ type: [SuspectedRecordView], minItems: 2, maxItems: 2 })
  records!: readonly [SuspectedRecordView, SuspectedRecordView];

  @ApiProperty({ description: 'False where it is left to the coordinator: the reader does not follow both' })
  mergeable!: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The structure of the reader in whose name the suspicion may be voided; null where it may not',
  })
  voidableBy!: string | null;
}

export class DuplicatePageView {
  @ApiProperty({ type: [DuplicateView] })
  items!: readonly DuplicateView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}

/** Records that may be one person: to be merged, or voided. */
@ApiTags('people')
@Controller('duplicates')
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicateList) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: DuplicatePageView })
  list(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<DuplicatePageView> {
    return this.duplicates.page(reader, limit, cursor);
  }
}
