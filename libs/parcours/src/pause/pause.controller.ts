import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { ConcernForm, ConcernLiftForm, PauseForm, PauseLiftForm } from './pause.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class PauseController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('pauses')
  async declare(@Step() step: StepRequest, @Body() form: PauseForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'DeclarePause', ...told(form, zone) })));
  }

  @StepRoute('pause-lifts')
  async lift(@Step() step: StepRequest, @Body() form: PauseLiftForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'LiftPause', ...told(form, zone) })));
  }

  @StepRoute('concerns')
  async raiseConcern(@Step() step: StepRequest, @Body() form: ConcernForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'RaiseConcern', ...told(form, zone) })));
  }

  @StepRoute('concern-lifts')
  async liftConcern(@Step() step: StepRequest, @Body() form: ConcernLiftForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'LiftConcern', ...told(form, zone) })));
  }
}
