import { Body, Controller, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IsEmail, Matches, MaxLength } from 'class-validator';
import { answerTo, checkedField, CodeField, CommandAnswer, NestedField, TextField } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { PersonRecords, type PersonRequest } from '../record/person-records.js';
import { Person } from '../record/person-route.js';
import { DatedForm, inOwnFields, OfPerson } from '../record/record.forms.js';
import { QpvForm } from '../registration/registration.dto.js';

const POSTCODE = 'Indiquez un code postal de cinq chiffres, par exemple : 31100.';

export class ContactsForm extends DatedForm {
  @TextField(30, { optional: true })
  phone?: string;

  @checkedField({ type: String, format: 'email', optional: true }, IsEmail(), MaxLength(254))
  email?: string;

  @TextField(200, { optional: true, description: 'Whom to call instead, with her agreement' })
  other?: string;
}

export class PostalAddressForm {
  @TextField(200)
  line!: string;

  @checkedField({ type: String }, Matches(/^\d{5}$/, { message: POSTCODE }))
  postcode!: string;

  @TextField(100)
  city!: string;
}

export class AddressForm extends DatedForm {
  @NestedField(() => PostalAddressForm, { optional: true, description: 'Absent for one without an address' })
  address?: PostalAddressForm;

  @NestedField(() => QpvForm)
  qpv!: QpvForm;

  @CodeField('quartiers', { optional: true })
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
