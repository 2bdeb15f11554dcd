import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsCivilDate, IsId, MayBeAbsent } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { MAX_ELEVATION_HOURS } from '../professional/professional.decider.js';
import { type Role, ROLES } from '../professional/roles.js';

export class IdentityForm {
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

  @ApiPropertyOptional({ format: 'email' })
  @MayBeAbsent()
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(30)
  phone?: string;
}

export class MandateForm {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsId()
  structure?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsId()
  territory?: string;

  @ApiProperty({ format: 'date' })
  @IsCivilDate()
  from!: CivilDate;

  @ApiPropertyOptional({ format: 'date', description: 'Last day held' })
  @MayBeAbsent()
  @IsCivilDate()
  to?: CivilDate;
}

export class MandateEndForm {
  @ApiProperty({ format: 'date', description: 'First day without the mandate' })
  @IsCivilDate()
  on!: CivilDate;
}

export class AbsenceForm {
  @ApiProperty({ format: 'date' })
  @IsCivilDate()
  from!: CivilDate;

  @ApiProperty({ format: 'date', description: 'Last day away' })
  @IsCivilDate()
  to!: CivilDate;

  @ApiProperty({ format: 'uuid' })
  @IsId()
  deputy!: string;
}

export class AbsenceView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'date' })
  from!: CivilDate;

  @ApiProperty({ type: String, format: 'date', description: 'Last day away' })
  to!: CivilDate;

  @ApiProperty({ format: 'uuid' })
  deputy!: string;
}

export class AbsencesView {
  @ApiProperty({ type: [AbsenceView] })
  items!: readonly AbsenceView[];
}

export class ElevationForm {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  beneficiaryId!: string;

  @ApiProperty({ description: 'Code of the nomenclature elevation-reasons' })
  @IsString()
  @MaxLength(60)
  reason!: string;

  @ApiProperty({ minimum: 1, maximum: MAX_ELEVATION_HOURS })
  @IsInt()
  @Min(1)
  @Max(MAX_ELEVATION_HOURS)
  hours!: number;
}

/** What a command appended: the id names it in what ends, cancels or voids it. */
export class EntryView {
  @ApiProperty({ type: String, nullable: true })
  id!: string | null;
}

export class RegisteredView {
  @ApiProperty()
  professional!: string;
}

export class InvitationView {
  @ApiProperty({ description: 'To be handed over once: it is not kept' })
  token!: string;

  @ApiProperty({ description: 'Milliseconds since 1970' })
  expiresAt!: number;
}

export class KnownMandateView {
  @ApiProperty()
  mandate!: string;

  @ApiProperty({ enum: ROLES })
  role!: Role;

  @ApiProperty({ type: String, nullable: true })
  structure!: string | null;

  @ApiProperty({ type: String, nullable: true })
  territory!: string | null;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  until!: string | null;
}

export class KnownProfessionalView {
  @ApiProperty()
  professional!: string;

  @ApiProperty()
  givenName!: string;

  @ApiProperty()
  familyName!: string;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: [KnownMandateView] })
  mandates!: readonly KnownMandateView[];
}

export class ProfessionalsPage {
  @ApiProperty({ type: [KnownProfessionalView] })
  items!: readonly KnownProfessionalView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
