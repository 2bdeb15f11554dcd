import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import {
  EmployerInterviewForm,
  IntroductionClosingForm,
  IntroductionForm,
  JobEndForm,
  JobSignatureForm,
  JobStartForm,
} from './employment.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class EmploymentController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('introductions')
  async introduce(@Step() step: StepRequest, @Body() form: IntroductionForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'IntroduceToEmployer', ...told(form, zone) })),
    );
  }

  @StepRoute('employer-interviews')
  async holdInterview(@Step() step: StepRequest, @Body() form: EmployerInterviewForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'HoldEmployerInterview', ...told(form, zone) })),
    );
  }

  @StepRoute('introduction-closings')
  async closeIntroduction(@Step() step: StepRequest, @Body() form: IntroductionClosingForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'CloseIntroduction', ...told(form, zone) })));
  }

  @StepRoute('job-signatures')
  async sign(@Step() step: StepRequest, @Body() form: JobSignatureForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'SignJob', ...told(form, zone) })));
  }

  @StepRoute('job-starts')
  async start(@Step() step: StepRequest, @Body() form: JobStartForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'StartJob', ...told(form, zone) })));
  }

  @StepRoute('job-ends')
  async end(@Step() step: StepRequest, @Body() form: JobEndForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'EndJob', ...told(form, zone) })));
  }
}
