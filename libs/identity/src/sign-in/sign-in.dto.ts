import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { MAX_PASSWORD_LENGTH } from '../accounts/password-policy.js';
import { ROLES } from '../professional/roles.js';

export class SignInForm {
  @ApiProperty({ format: 'email' })
  @IsEmail()
  @MaxLength(254)
  login!: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD_LENGTH)
  password!: string;
}

export class RedeemLinkForm extends SignInForm {
  @ApiProperty({ description: 'What stands after # in the address of the link' })
  @IsString()
  @MaxLength(100)
  token!: string;
}

export class MandateView {
  @ApiProperty()
  mandate!: string;

  @ApiProperty({ enum: ROLES })
  role!: string;

  @ApiProperty({ type: String, nullable: true })
  structure!: string | null;

  @ApiProperty({ type: String, nullable: true })
  territory!: string | null;
}

/** Who is signed in, and what they may do today. */
export class Me {
  @ApiProperty()
  professional!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles!: string[];

  @ApiProperty({ type: [String] })
  structures!: string[];

  @ApiProperty({ type: [String] })
  territories!: string[];

  @ApiProperty({ type: [MandateView] })
  mandates!: MandateView[];
}
