import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { accepted, Command, ReadsFrom } from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { inOwnFields } from '../record/record.forms.js';
import { BeneficiaryForm, RegisteredBeneficiaryView } from './registration.dto.js';
import { type NewBeneficiary, type Registered, Registration } from './registration.js';

const NOTICE =
  'Cette personne habite hors du périmètre : elle est enregistrée, sans être comptée comme habitante. ' +
  'Orientez-la vers le service de son lieu de résidence.';

/** The decider's fields, as this route names them. */
const FIELDS: Readonly<Record<string, string>> = {
  '/contacts/phone': '/phone',
  '/contacts/email': '/email',
  '/residence/qpv': '/qpv/code',
  '/residence/evidence': '/qpv/evidence',
  '/outOfPerimeter/redirectedTo': '/redirectedTo',
};

/** Registering a person (domain.md § 5): the work of whoever receives her. */
@ApiTags('beneficiaries')
@Controller('beneficiaries')
export class RegistrationController {
  constructor(private readonly registration: Registration) {}

  @Policy('operator', 'structure-manager')
  // Whether she lives in the perimeter is read there, and recorded.
  @ReadsFrom('territories')
  @Post()
  @ApiCreatedResponse({ type: RegisteredBeneficiaryView })
  async register(@Body() form: BeneficiaryForm, @Command() context: CommandContext, @CurrentScope() scope: Scope) {
    const result = await inOwnFields(FIELDS, this.registration.register(personOf(form), context, scope.token));
    return accepted<RegisteredBeneficiaryView>(result, viewOf(result));
  }
}

function personOf({ phone, email, qpv, ...person }: BeneficiaryForm): NewBeneficiary {
  return {
    ...person,
    contacts: { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) },
    residence: { qpv: qpv.code, evidence: qpv.evidence },
  };
}

function viewOf({ id, eventIds, revision, position, repeated, outOfPerimeter }: Registered): RegisteredBeneficiaryView {
  return { id, eventIds, revision, position, repeated, outOfPerimeter, ...(outOfPerimeter && { notice: NOTICE }) };
}
