import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo, checkedInput } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { isDomainError } from '@jalons/kernel';
import { fieldsUnder } from '../forms/nested-fields.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { CorrectionForm } from './correction.form.js';
import { ParcoursCorrections } from './parcours-corrections.js';
import { REPLACEMENTS } from './replacements.js';

/** Fields of the correction itself, and what a refusal lists beside fields. */
const OWN = /^\/(eventId|why|type|dependants|structures)(\/|$)/;

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class CorrectionsController {
  constructor(private readonly corrections: ParcoursCorrections) {}

  /** Replaces an entry: what depended on it passes to the new one. Refused (409) where the result contradicts the rest. */
  @StepRoute('corrections')
  async correct(@Step() step: StepRequest, @Body() { eventId, why, type, replacement }: CorrectionForm) {
    try {
      const form = await checkedInput(REPLACEMENTS[type].form, replacement);
      return answerTo(await this.corrections.correct(step, { eventId, why, type, form }));
    } catch (error) {
      throw isDomainError(error) ? fieldsUnder('/replacement', error, (field) => !OWN.test(field)) : error;
    }
  }
}
