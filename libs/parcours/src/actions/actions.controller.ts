import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { ActionEndForm, ActionStartForm } from './actions.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ActionsController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('action-starts')
  async start(@Step() step: StepRequest, @Body() form: ActionStartForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'StartAction', ...told(form, zone) })));
  }

  @StepRoute('action-ends')
  async end(@Step() step: StepRequest, @Body() form: ActionEndForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'EndAction', ...told(form, zone) })));
  }
}
