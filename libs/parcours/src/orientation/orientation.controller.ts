import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { AnswerForm, ClosingForm, DeclineForm, LapseForm, OrientationForm } from './orientation.forms.js';

/** The handover between two structures: proposed by one, answered by the other. */
@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps/orientations')
export class OrientationController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('')
  async propose(@Step() step: StepRequest, @Body() form: OrientationForm) {
    const propose: CommandFor = ({ zone, structure }) => ({
      type: 'ProposeOrientation',
      ...told(form, zone, { fromStructure: structure }),
    });
    return answerTo(await this.steps.record(step, propose));
  }

  @StepRoute(':orientation/acceptances')
  async accept(
    @Step() step: StepRequest,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: AnswerForm,
  ) {
    const accept: CommandFor = ({ zone }) => ({ type: 'AcceptOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(step, accept));
  }

  @StepRoute(':orientation/declines')
  async decline(
    @Step() step: StepRequest,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: DeclineForm,
  ) {
    const decline: CommandFor = ({ zone }) => ({ type: 'DeclineOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(step, decline));
  }

  /** By the structure that proposed it. */
  @StepRoute(':orientation/withdrawals')
  async withdraw(
    @Step() step: StepRequest,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: AnswerForm,
  ) {
    const withdraw: CommandFor = ({ zone }) => ({ type: 'WithdrawOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(step, withdraw));
  }

  /** Nobody decided against it: the person did not come, there was no place, or no answer. */
  @StepRoute(':orientation/lapses')
  async lapse(@Step() step: StepRequest, @Param('orientation', UuidPipe) orientation: string, @Body() form: LapseForm) {
    const lapse: CommandFor = ({ zone }) => ({ type: 'LapseOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(step, lapse));
  }

  /** Whoever records it met the person, and becomes the referent where the orientation transfers it. */
  @StepRoute(':orientation/starts')
  async start(
    @Step() step: StepRequest,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: AnswerForm,
  ) {
    const start: CommandFor = ({ zone, professional }) => {
      const { data, ...when } = told(form, zone);
      return { type: 'StartOrientation', ...when, ...data, orientation, receivedBy: professional };
    };
    const result = await this.steps.record(step, start);
    return answerTo(result, result.eventIds[0]);
  }

  /** What came of it, told to the structure that proposed it. */
  @StepRoute(':orientation/closings')
  async close(
    @Step() step: StepRequest,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: ClosingForm,
  ) {
    const close: CommandFor = ({ zone }) => ({ type: 'CloseOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(step, close));
  }
}
