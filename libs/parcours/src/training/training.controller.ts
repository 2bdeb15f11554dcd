import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { TrainingCompletionForm, TrainingStartForm } from './training.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class TrainingController {
  constructor(private readonly steps: ParcoursSteps) {}

  @Post('training-starts')
  @ApiCreatedResponse({ type: CommandAnswer })
  async start(
    @Param('id', UuidPipe) id: string,
    @Body() form: TrainingStartForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const start: CommandFor = ({ zone }) => ({ type: 'StartTraining', ...told(form, zone) });
    return answerTo(await this.steps.record(id, start, context, expected));
  }

  @Post('training-completions')
  @ApiCreatedResponse({ type: CommandAnswer })
  async complete(
    @Param('id', UuidPipe) id: string,
    @Body() form: TrainingCompletionForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const complete: CommandFor = ({ zone }) => ({ type: 'CompleteTraining', ...told(form, zone) });
    return answerTo(await this.steps.record(id, complete, context, expected));
  }
}
