import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsEmail,
  IsNotEmpty,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsListOfDistinct, MayBeAbsent } from '@jalons/http';
import { ROLES, type Role } from '@jalons/identity';
import { StructureForm } from '../structures/structures.dto.js';

/** More than any métropole has. */
const MAX_QPV = 200;

export class FirstTerritoryForm {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ description: 'IANA zone', example: 'Europe/Paris' })
  @IsString()
  @MaxLength(60)
  zone!: string;

  @ApiProperty({ type: [String], description: 'Codes of the nomenclature qpv' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_QPV)
  @IsListOfDistinct()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  qpv!: string[];
}

export class NewcomerForm {
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

  @ApiPropertyOptional({ format: 'email', description: 'The login; without it, whoever holds the link chooses it' })
  @MayBeAbsent()
  @IsEmail()
  @MaxLength(254)
  email?: string;
}

export class FirstRunForm {
  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => FirstTerritoryForm)
  territory!: FirstTerritoryForm;

  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => StructureForm)
  structure!: StructureForm;

  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => NewcomerForm)
  coordinator!: NewcomerForm;

  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => NewcomerForm)
  operator!: NewcomerForm;
}

export class FirstRunState {
  @ApiProperty()
  needed!: boolean;
}

export class FirstRunInvitation {
  @ApiProperty({ enum: ROLES })
  role!: Role;

  @ApiProperty()
  displayName!: string;

  @ApiProperty({ description: 'Opens once; to be handed over, since it is not kept' })
  link!: string;
}

export class FirstRunView {
  @ApiProperty()
  territoryId!: string;

  @ApiProperty()
  structureId!: string;

  @ApiProperty({ type: [FirstRunInvitation] })
  invitations!: readonly FirstRunInvitation[];
}
