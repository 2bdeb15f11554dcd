import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { EntrySituationStepForm } from './entry.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class EntryController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** Due within 30 days of the entry. */
  @StepRoute('entry-situations')
  async recordSituation(@Step() step: StepRequest, @Body() form: EntrySituationStepForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'RecordEntrySituation', ...told(form, zone) })),
    );
  }
}
