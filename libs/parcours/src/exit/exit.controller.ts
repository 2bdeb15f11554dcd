import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { ExitForm, ReopeningForm, SixMonthSituationForm, toldAtSixMonths } from './exit.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ExitController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** The exit, and with it the end of the person's open parcours. */
  @StepRoute('exits')
  async exit(@Step() step: StepRequest, @Body() form: ExitForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'ExitParcours', ...told(form, zone) })));
  }

  /** Within 60 days of the exit, while the person has no other open parcours; later, a new parcours. */
  @StepRoute('reopenings')
  async reopen(@Step() step: StepRequest, @Body() form: ReopeningForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'ReopenParcours', ...told(form, zone) })));
  }

  @StepRoute('six-month-situations')
  async recordSixMonths(@Step() step: StepRequest, @Body() form: SixMonthSituationForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({
        type: 'RecordSituationAtSixMonths',
        ...toldAtSixMonths(form, zone),
      })),
    );
  }
}
