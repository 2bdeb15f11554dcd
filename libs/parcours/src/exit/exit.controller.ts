import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps, type CommandFor } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { ExitForm } from './exit.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ExitController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** The exit, and with it the end of the person's open parcours. */
  @Post('exits')
  @ApiCreatedResponse({ type: CommandAnswer })
  async exit(
    @Param('id', UuidPipe) id: string,
    @Body() form: ExitForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const exit: CommandFor = ({ zone }) => ({ type: 'ExitParcours', ...told(form, zone) });
    return answerTo(await this.steps.record(id, exit, context, expected));
  }
}
