import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { ContactAttemptForm } from './contact.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ContactController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('contact-attempts')
  async attempt(@Step() step: StepRequest, @Body() form: ContactAttemptForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'AttemptContact', ...told(form, zone) })));
  }
}
