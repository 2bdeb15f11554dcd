import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo, EntryVoidForm } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class VoidsController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** A mistake stays in the log and is left out of the state; refused (409) with the list while others depend on it. */
  @StepRoute('voids')
  async void(@Step() step: StepRequest, @Body() { eventId, why }: EntryVoidForm) {
    return answerTo(await this.steps.record(step, () => ({ type: 'VoidEntry', eventId, why })));
  }
}
