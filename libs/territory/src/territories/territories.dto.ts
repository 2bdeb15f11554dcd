import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class PerimeterView {
  @ApiProperty()
  extension!: string;

  @ApiProperty({ description: 'Code of the nomenclature qpv' })
  qpv!: string;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  label!: string;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'First day outside' })
  until!: string | null;
}

export class TerritorySettingsView {
  @ApiProperty()
  minimumAge!: number;

  @ApiProperty({ enum: ['refuse', 'flag'] })
  minimumAgePolicy!: string;

  @ApiProperty({ enum: ['refuse', 'flag'] })
  overlapPolicy!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  conventionEndsOn!: string | null;
}

export class TerritoryView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'IANA zone in which its days begin and end' })
  zone!: string;

  @ApiProperty({ format: 'date' })
  foundedOn!: string;

  @ApiProperty()
  settings!: TerritorySettingsView;

  @ApiProperty({ type: [PerimeterView] })
  perimeter!: readonly PerimeterView[];
}

export class TerritoriesPage {
  @ApiProperty({ type: [TerritoryView] })
  items!: readonly TerritoryView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
