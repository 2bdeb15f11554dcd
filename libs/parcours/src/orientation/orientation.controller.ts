import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { AnswerForm, DeclineForm, OrientationForm } from './orientation.forms.js';

/** The handover between two structures: proposed by one, answered by the other. */
@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps/orientations')
export class OrientationController {
  constructor(private readonly steps: ParcoursSteps) {}

  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async propose(
    @Param('id', UuidPipe) id: string,
    @Body() form: OrientationForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const propose: CommandFor = ({ zone, structure }) => ({
      type: 'ProposeOrientation',
      ...told(form, zone, { fromStructure: structure }),
    });
    return answerTo(await this.steps.record(id, propose, context, expected));
  }

  @Post(':orientation/acceptances')
  @ApiCreatedResponse({ type: CommandAnswer })
  async accept(
    @Param('id', UuidPipe) id: string,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: AnswerForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const accept: CommandFor = ({ zone }) => ({ type: 'AcceptOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(id, accept, context, expected));
  }

  @Post(':orientation/declines')
  @ApiCreatedResponse({ type: CommandAnswer })
  async decline(
    @Param('id', UuidPipe) id: string,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: DeclineForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const decline: CommandFor = ({ zone }) => ({ type: 'DeclineOrientation', ...told(form, zone, { orientation }) });
    return answerTo(await this.steps.record(id, decline, context, expected));
  }

  /** Whoever records it met the person, and becomes the referent where the orientation transfers it. */
  @Post(':orientation/starts')
  @ApiCreatedResponse({ type: CommandAnswer })
  async start(
    @Param('id', UuidPipe) id: string,
    @Param('orientation', UuidPipe) orientation: string,
    @Body() form: AnswerForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const start: CommandFor = ({ zone, professional }) => {
      const { data, ...when } = told(form, zone);
      return { type: 'StartOrientation', ...when, ...data, orientation, receivedBy: professional };
    };
    const result = await this.steps.record(id, start, context, expected);
    return answerTo(result, result.eventIds[0]);
  }
}
