import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsCivilDate, IsId, MayBeAbsent } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';

/** A territory has some hundred structures at most, and forms offer them all. */
export const MAX_STRUCTURES = 1_000;

export class StructuresQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Where `seat` is asked for; the territories of the reader without it',
  })
  @MayBeAbsent()
  @IsId()
  territory?: Uuid;

  @ApiPropertyOptional({ minimum: 1, maximum: MAX_STRUCTURES, default: MAX_STRUCTURES })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_STRUCTURES)
  limit: number = MAX_STRUCTURES;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  cursor?: string;
}

export class StructureForm {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ description: 'Code of the nomenclature structure-kinds' })
  @IsString()
  @MaxLength(60)
  kind!: string;

  @ApiPropertyOptional({ description: 'Fourteen digits; spaces are left out' })
  @MayBeAbsent()
  @IsString()
  @Matches(/^[\d\s]{1,30}$/, { message: 'Un SIRET a quatorze chiffres.' })
  siret?: string;
}

export class NewStructureForm extends StructureForm {
  @ApiPropertyOptional({ format: 'date', description: 'Since when it is known by this name; today by default' })
  @MayBeAbsent()
  @IsCivilDate()
  on?: CivilDate;
}

export class RenameForm {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ format: 'date', description: 'First day of the name' })
  @IsCivilDate()
  from!: CivilDate;
}

export class SeatForm {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  territory!: Uuid;

  @ApiProperty({ format: 'date' })
  @IsCivilDate()
  from!: CivilDate;
}

export class SeatEndForm {
  @ApiProperty({ format: 'date', description: 'First day without the seat' })
  @IsCivilDate()
  on!: CivilDate;
}

export class SeatView {
  @ApiProperty()
  seat!: string;

  @ApiProperty()
  territory!: string;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  until!: string | null;
}

export class StructureView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'As of today' })
  name!: string;

  @ApiProperty({ description: 'False where the reader may not know the name, nor add services' })
  named!: boolean;

  @ApiProperty({ description: 'Code of the nomenclature structure-kinds' })
  kind!: string;

  @ApiProperty({ type: String, nullable: true })
  siret!: string | null;

  @ApiProperty({ description: 'Whether it holds a seat today' })
  seat!: boolean;

  @ApiProperty({ type: [SeatView] })
  seats!: readonly SeatView[];
}

export class StructuresPage {
  @ApiProperty({ type: [StructureView] })
  items!: readonly StructureView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
