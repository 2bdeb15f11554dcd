import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import {
  TrainingAbandonmentForm,
  TrainingAbsenceForm,
  TrainingAdmissionForm,
  TrainingCompletionForm,
  TrainingStartForm,
} from './training.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class TrainingController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('training-admissions')
  async admit(@Step() step: StepRequest, @Body() form: TrainingAdmissionForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'AdmitToTraining', ...told(form, zone) })));
  }

  @StepRoute('training-starts')
  async start(@Step() step: StepRequest, @Body() form: TrainingStartForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'StartTraining', ...told(form, zone) })));
  }

  @StepRoute('training-absences')
  async reportAbsence(@Step() step: StepRequest, @Body() form: TrainingAbsenceForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'ReportTrainingAbsence', ...told(form, zone) })),
    );
  }

  @StepRoute('training-completions')
  async complete(@Step() step: StepRequest, @Body() form: TrainingCompletionForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'CompleteTraining', ...told(form, zone) })));
  }

  /** A return to employment is a reason, and no dropout (domain.md § 4). */
  @StepRoute('training-abandonments')
  async abandon(@Step() step: StepRequest, @Body() form: TrainingAbandonmentForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'AbandonTraining', ...told(form, zone) })));
  }
}
