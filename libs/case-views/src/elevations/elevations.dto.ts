import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedView } from '../names/named.dto.js';

export class ElevatedCaseView {
  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;
}

export class ElevationReasonView {
  @ApiProperty({ description: 'Code of the nomenclature elevation-reasons' })
  code!: string;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  label!: string;
}

export class ElevationView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({
    type: [ElevatedCaseView],
    description: 'Of the territories that the reader coordinates; all of them for a dpo',
  })
  cases!: readonly ElevatedCaseView[];

  @ApiProperty({ type: NamedView })
  professional!: NamedView;

  @ApiProperty({ type: NamedView, nullable: true, description: 'For which it was asked' })
  structure!: NamedView | null;

  @ApiProperty({ type: ElevationReasonView })
  reason!: ElevationReasonView;

  @ApiProperty({ description: 'Milliseconds since 1970' })
  from!: number;

  @ApiProperty({ description: 'Milliseconds since 1970' })
  until!: number;

  @ApiProperty({ description: 'False once it is over' })
  inForce!: boolean;
}

export class ElevationPageView {
  @ApiProperty({ type: [ElevationView] })
  items!: readonly ElevationView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
