import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate, IsId, MayBeAbsent } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';

const MAX_CODE = 100;

export class OutreachPlaceForm {
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsId()
  id?: Uuid;

  @ApiProperty({ maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  label!: string;
}

export class EncounterForm {
  @ApiProperty({ format: 'date' })
  @IsCivilDate()
  occurredOn!: CivilDate;

  @ApiPropertyOptional({ description: '`HH:mm`' })
  @MayBeAbsent()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Indiquez une heure, par exemple : 14:30.' })
  time?: string;

  @ApiProperty({ description: 'Code of the nomenclature contact-channels' })
  @IsString()
  @MaxLength(MAX_CODE)
  channel!: string;

  @ApiPropertyOptional({ type: () => OutreachPlaceForm })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => OutreachPlaceForm)
  place?: OutreachPlaceForm;

  @ApiPropertyOptional({ description: 'Code of the nomenclature qpv, where those met said so' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(MAX_CODE)
  qpv?: string;

  @ApiPropertyOptional({ type: [String], description: 'Codes of the nomenclatures needs and barriers' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(MAX_CODE, { each: true })
  needs: readonly string[] = [];

  @ApiPropertyOptional({ minimum: 1, maximum: 1_000, default: 1, description: 'People met' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(1_000)
  count: number = 1;
}

export class OutreachLinkForm {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  beneficiaryId!: Uuid;
}

export class OutreachVoidForm {
  @ApiProperty({ format: 'uuid', description: 'The entry that was a mistake' })
  @IsId()
  eventId!: Uuid;

  @ApiProperty({ maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  why!: string;
}

export class EncounterView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  structure!: string;

  @ApiProperty({ description: 'The professional' })
  recordedBy!: string;

  @ApiProperty({ format: 'date' })
  occurredOn!: string;

  @ApiProperty({ type: String, nullable: true })
  time!: string | null;

  @ApiProperty({ description: 'Code of the nomenclature contact-channels' })
  channel!: string;

  @ApiProperty({ type: String, nullable: true })
  place!: string | null;

  @ApiProperty({ type: String, nullable: true })
  placeId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the nomenclature qpv' })
  qpv!: string | null;

  @ApiProperty({ type: [String] })
  needs!: readonly string[];

  @ApiProperty({ description: 'People met' })
  count!: number;

  @ApiProperty({ description: 'Whether it is known who it was' })
  linked!: boolean;
}

export class EncountersPage {
  @ApiProperty({ type: [EncounterView] })
  items!: readonly EncounterView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
