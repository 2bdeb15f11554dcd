import { ApiProperty } from '@nestjs/swagger';

export class AddressView {
  @ApiProperty()
  line!: string;

  @ApiProperty()
  postcode!: string;

  @ApiProperty()
  city!: string;
}

export class IdentityView {
  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ type: String, nullable: true })
  givenName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  familyName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  birthName!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  birthDate!: string | null;

  @ApiProperty({ enum: ['female', 'male', 'other', 'unknown'] })
  sex!: string;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Whom to call instead, with her agreement' })
  otherContact!: string | null;

  @ApiProperty({ type: AddressView, nullable: true })
  address!: AddressView | null;

  @ApiProperty({ type: String, nullable: true, description: 'Nomenclature qpv; null outside any' })
  qpv!: string | null;

  @ApiProperty({ type: String, nullable: true })
  quartier!: string | null;

  @ApiProperty({ enum: ['declared', 'address', 'domiciliation', 'partner'] })
  qpvEvidence!: string;

  @ApiProperty()
  outOfPerimeter!: boolean;
}
