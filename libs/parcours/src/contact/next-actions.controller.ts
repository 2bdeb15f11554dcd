import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { NextActionCompletionForm, NextActionForm, toldNextAction } from './next-action.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class NextActionsController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('next-actions')
  async plan(@Step() step: StepRequest, @Body() form: NextActionForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'PlanNextAction', ...toldNextAction(form, zone) })),
    );
  }

  @StepRoute('next-action-completions')
  async complete(@Step() step: StepRequest, @Body() form: NextActionCompletionForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'CompleteNextAction', ...told(form, zone) })));
  }
}
