import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { AssessmentForm, BarrierForm, BarrierLiftForm, ConfirmationForm } from './situation.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class SituationController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('assessments')
  async assess(@Step() step: StepRequest, @Body() form: AssessmentForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'RecordAssessment', ...told(form, zone) })));
  }

  @StepRoute('barriers')
  async identifyBarrier(@Step() step: StepRequest, @Body() form: BarrierForm) {
    const identify: CommandFor = ({ zone, newId }) => ({
      type: 'IdentifyBarrier',
      ...told(form, zone, { barrierId: newId('barrier') }),
    });
    return answerTo(await this.steps.record(step, identify));
  }

  @StepRoute('barrier-lifts')
  async liftBarrier(@Step() step: StepRequest, @Body() form: BarrierLiftForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'LiftBarrier', ...told(form, zone) })));
  }

  /** « Rien n'a changé »: the data are fresh; no contact took place. */
  @StepRoute('situation-confirmations')
  async confirm(@Step() step: StepRequest, @Body() form: ConfirmationForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'ConfirmSituation', ...told(form, zone) })));
  }
}
