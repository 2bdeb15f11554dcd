import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { DepartureForm, JoiningForm, ReferentForm, ReferentReleaseForm } from './participation.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ParticipationController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** A new referent, and on that day the end of the one before. */
  @StepRoute('referents')
  async assign(@Step() step: StepRequest, @Body() form: ReferentForm) {
    const assign: CommandFor = ({ zone, structure }) => {
      const { data, ...when } = told(form, zone);
      return { type: 'AssignReferent', ...when, structure, ...data };
    };
    return answerTo(await this.steps.record(step, assign));
  }

  @StepRoute('referent-releases')
  async release(@Step() step: StepRequest, @Body() form: ReferentReleaseForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'ReleaseReferent', ...told(form, zone) })));
  }

  /** Opens the timeline to the structure that joins. */
  @StepRoute('structure-joinings')
  async join(@Step() step: StepRequest, @Body() form: JoiningForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'JoinStructure', ...told(form, zone) })));
  }

  /** Leaving is not exiting. */
  @StepRoute('structure-departures')
  async leave(@Step() step: StepRequest, @Body() form: DepartureForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'LeaveParcours', ...told(form, zone) })));
  }
}
