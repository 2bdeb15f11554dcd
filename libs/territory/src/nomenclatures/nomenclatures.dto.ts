import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsCivilDate, MayBeAbsent } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';

export class NomenclatureQuery {
  @ApiPropertyOptional({ format: 'date', description: 'Only the values that hold on that day; all of them without it' })
  @MayBeAbsent()
  @IsCivilDate()
  on?: CivilDate;
}

export class NomenclatureItem {
  @ApiProperty()
  code!: string;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  label!: string;

  @ApiPropertyOptional({ format: 'date' })
  validFrom?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day' })
  validTo?: string;

  @ApiProperty({ enum: ['sourced', 'to-confirm'], description: '`to-confirm` is an assumption, and shown as one' })
  status!: 'sourced' | 'to-confirm';

  @ApiProperty({
    description: 'Further columns of this list',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  extra!: Readonly<Record<string, string>>;
}

export class NomenclatureView {
  @ApiProperty({ type: [NomenclatureItem] })
  items!: readonly NomenclatureItem[];
}
