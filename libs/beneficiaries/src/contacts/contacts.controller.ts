import { Body, Controller, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsObject, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { answerTo, CommandAnswer, MayBeAbsent } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, inOwnFields, OfPerson } from '../record/record.forms.js';
import { QpvForm } from '../registration/registration.dto.js';

export class ContactsForm extends DatedForm {
  @ApiPropertyOptional({ maxLength: 30 })
  @MayBeAbsent()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional({ format: 'email' })
  @MayBeAbsent()
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Whom to call instead, with her agreement' })
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  other?: string;
}

export class PostalAddressForm {
  @ApiProperty({ maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  line!: string;

  @ApiProperty()
  @Matches(/^\d{5}$/, { message: 'Indiquez un code postal de cinq chiffres, par exemple : 31100.' })
  postcode!: string;

  @ApiProperty({ maxLength: 100 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  city!: string;
}

export class AddressForm extends DatedForm {
  @ApiPropertyOptional({ type: PostalAddressForm, description: 'Absent for one without an address' })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => PostalAddressForm)
  address?: PostalAddressForm;

  @ApiProperty({ type: QpvForm })
  @IsObject()
  @ValidateNested()
  @Type(() => QpvForm)
  qpv!: QpvForm;

  @ApiPropertyOptional({ description: 'Code of the nomenclature quartiers' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(60)
  quartier?: string;
}

const CONTACT_FIELDS = { '/contacts/phone': '/phone', '/contacts/email': '/email', '/contacts/other': '/other' };
const ADDRESS_FIELDS = {
  '/residence/qpv': '/qpv/code',
  '/residence/evidence': '/qpv/evidence',
  '/residence/quartier': '/quartier',
};

/** How a person is reached and where she lives: each change says all of it anew. */
@ApiTags('beneficiaries')
@OfPerson()
@Policy('operator', 'structure-manager')
@Controller('beneficiaries/:id')
export class ContactsController {
  constructor(private readonly people: PersonRecords) {}

  @Put('contacts')
  @ApiOkResponse({ type: CommandAnswer })
  async contacts(@Person() person: PersonRequest, @Body() { occurredOn, phone, email, other }: ContactsForm) {
    const contacts = {
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(other !== undefined && { other }),
    };
    const result = this.people.record(person, (today) => ({
      type: 'ChangeContactDetails',
      on: occurredOn ?? today,
      contacts,
    }));
    return answerTo(await inOwnFields(CONTACT_FIELDS, result));
  }

  @Put('address')
  @ApiOkResponse({ type: CommandAnswer })
  async address(@Person() person: PersonRequest, @Body() { occurredOn, address, qpv, quartier }: AddressForm) {
    const residence = { qpv: qpv.code, evidence: qpv.evidence, ...(quartier !== undefined && { quartier }) };
    const result = this.people.record(person, (today) => ({
      type: 'ChangeAddress',
      on: occurredOn ?? today,
      residence,
      ...(address !== undefined && { address: { ...address } }),
    }));
    return answerTo(await inOwnFields(ADDRESS_FIELDS, result));
  }
}
