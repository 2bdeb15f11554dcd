import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { JobEndForm, JobStartForm } from './employment.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class EmploymentController {
  constructor(private readonly steps: ParcoursSteps) {}

  @Post('job-starts')
  @ApiCreatedResponse({ type: CommandAnswer })
  async start(
    @Param('id', UuidPipe) id: string,
    @Body() form: JobStartForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const start: CommandFor = ({ zone }) => ({ type: 'StartJob', ...told(form, zone) });
    return answerTo(await this.steps.record(id, start, context, expected));
  }

  @Post('job-ends')
  @ApiCreatedResponse({ type: CommandAnswer })
  async end(
    @Param('id', UuidPipe) id: string,
    @Body() form: JobEndForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const end: CommandFor = ({ zone }) => ({ type: 'EndJob', ...told(form, zone) });
    return answerTo(await this.steps.record(id, end, context, expected));
  }
}
