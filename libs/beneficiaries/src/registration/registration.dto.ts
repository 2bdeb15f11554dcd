import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsEmail, IsIn, IsNotEmpty, IsObject, IsString, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { IsCivilDate, MayBeAbsent } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import type { QpvEvidence, Sex } from '../beneficiary/beneficiary.events.js';

const SEXES = ['female', 'male', 'other', 'unknown'] as const satisfies readonly Sex[];
const EVIDENCE = ['declared', 'address', 'domiciliation', 'partner'] as const satisfies readonly QpvEvidence[];

export class QpvForm {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Code of the nomenclature qpv; null outside any, unknown where not known',
  })
  @ValidateIf((_, value) => value !== null)
  @IsString()
  @MaxLength(60)
  code!: string | null;

  @ApiProperty({ enum: EVIDENCE })
  @IsIn(EVIDENCE)
  evidence!: QpvEvidence;
}

export class BeneficiaryForm {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  givenName!: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  familyName!: string;

  @ApiPropertyOptional({ format: 'date' })
  @MayBeAbsent()
  @IsCivilDate()
  birthDate?: CivilDate;

  @ApiPropertyOptional({ enum: SEXES, default: 'unknown' })
  @MayBeAbsent()
  @IsIn(SEXES)
  sex: Sex = 'unknown';

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional({ format: 'email' })
  @MayBeAbsent()
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiProperty({ type: QpvForm })
  @IsObject()
  @ValidateNested()
  @Type(() => QpvForm)
  qpv!: QpvForm;

  @ApiPropertyOptional({ description: 'Where a person from outside the perimeter is sent' })
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  redirectedTo?: string;
}

export class RegisteredBeneficiaryView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: [String] })
  eventIds!: readonly string[];

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;

  @ApiProperty({ description: 'True where an earlier attempt had already been stored' })
  repeated!: boolean;

  @ApiProperty({ description: 'Registered all the same, and to be redirected' })
  outOfPerimeter!: boolean;

  @ApiPropertyOptional({ description: 'What the user is to be told' })
  notice?: string;
}
