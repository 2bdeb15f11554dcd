import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { instanceToPlain } from 'class-transformer';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { isDomainError } from '@jalons/kernel';
import { fieldsUnder } from '../forms/nested-fields.js';
import { OpenedView, OpeningForm } from './opening.forms.js';
import { ParcoursOpening, type NewParcours } from './parcours-opening.js';

/** The fields of the situation at entry, which this route nests. */
const SITUATION = /^\/(situation|since|registeredWithFranceTravail|benefits|education|household)(\/|$)/;

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('beneficiaries/:id/parcours')
export class OpeningController {
  constructor(private readonly opening: ParcoursOpening) {}

  /** Opens a parcours under the caller; 409 where the person has one open already. */
  @Post()
  @ApiCreatedResponse({ type: OpenedView })
  async open(@Param('id', UuidPipe) id: string, @Body() form: OpeningForm, @Command() context: CommandContext) {
    const asked = { ...(instanceToPlain(form) as Omit<NewParcours, 'beneficiaryId'>), beneficiaryId: id };
    const opened = await this.opening.open(asked, context).catch((error: unknown) => {
      throw isDomainError(error) ? fieldsUnder('/entrySituation', error, (field) => SITUATION.test(field)) : error;
    });
    return answerTo(opened, opened.id);
  }
}
